package org.openledger.chain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainException;
import org.openledger.chain.KnownTransactions;
import org.openledger.store.LocalDisk;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** A journal is copied as far as a database knows it. */
@Tag("unit")
final class JournalCopyTest {
    private static final Credentials OPERATOR = Credentials.create("1".repeat(64));
    private static final Credentials WALLET = Credentials.create("2".repeat(64));

    @TempDir
    Path folder;

    private Path journal;
    private final List<String> hashes = new ArrayList<>();

    /** Blocks 1 to 5: operator, wallet, operator, wallet, operator. */
    @BeforeEach
    void fill() throws IOException {
        journal = folder.resolve("journal");
        TransactionJournal open = TransactionJournal.open(journal, new byte[32], new LocalDisk());
        for (Credentials from : List.of(OPERATOR, WALLET, OPERATOR, WALLET, OPERATOR)) {
            BigInteger number = BigInteger.valueOf(hashes.size());
            byte[] raw = TransactionEncoder.signMessage(
                    RawTransaction.createTransaction(number, number, number, WALLET.getAddress(), number, ""),
                    31_337,
                    from);
            hashes.add("0x" + Hex.of(Hashes.keccak256(raw)));
            open.append(new JournalRecord(1_000 + hashes.size(), new byte[32], new byte[32], raw));
        }
    }

    private long blocks(long known, Set<String> signed) throws IOException {
        Path copy = folder.resolve("copy");
        long blocks = JournalCopy.write(journal, copy, new KnownTransactions(known, signed), OPERATOR.getAddress());
        assertThat(Files.size(copy)).isLessThanOrEqualTo(Files.size(journal));
        assertThat(TransactionJournal.open(copy, new byte[32], new LocalDisk()).records())
                .isEqualTo(blocks);
        return blocks;
    }

    @Test
    void itEndsBeforeWhatTheOperatorSignedLater() throws IOException {
        assertThat(blocks(0, Set.of())).isZero();
        assertThat(blocks(1, Set.of(hashes.get(0)))).isEqualTo(2);
        assertThat(blocks(1, Set.of(hashes.get(0), hashes.get(2)))).isEqualTo(4);
        assertThat(blocks(2, Set.copyOf(hashes))).isEqualTo(5);
    }

    @Test
    void whatTheDatabaseHasReadIsKeptWhoeverSignedIt() throws IOException {
        assertThat(blocks(3, Set.of())).isEqualTo(4);
        assertThat(blocks(5, Set.of())).isEqualTo(5);
    }

    @Test
    void aRecordThatIsBeingWrittenIsNotThereYet() throws IOException {
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(whole, whole.length - 7));
        assertThat(blocks(4, Set.copyOf(hashes))).isEqualTo(4);
        assertThatThrownBy(() -> blocks(5, Set.copyOf(hashes)))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("has 4 blocks, the database knows 5");
    }

    @Test
    void aDamagedRecordIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(journal);
        whole[TransactionJournal.HEAD_BYTES + JournalRecord.HEADER_BYTES + 3] ^= 1;
        Files.write(journal, whole);
        assertThatThrownBy(() -> blocks(0, Set.copyOf(hashes)))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("damaged in record 1");
    }
}
