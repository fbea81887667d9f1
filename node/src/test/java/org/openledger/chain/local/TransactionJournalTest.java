package org.openledger.chain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainException;
import org.openledger.store.LocalDisk;

@Tag("unit")
final class TransactionJournalTest {
    private static final byte[] GENESIS = new byte[32];
    private static final int RECORDS = 5;

    @TempDir
    Path folder;

    private Path file;
    private final List<Long> ends = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        file = folder.resolve("journal");
        TransactionJournal journal = open();
        ends.add(journal.endBytes());
        for (int number = 1; number <= RECORDS; number++) {
            byte[] raw = new byte[100 + number];
            Arrays.fill(raw, (byte) number);
            journal.append(new JournalRecord(1_000 + number, new byte[32], new byte[32], raw));
            ends.add(journal.endBytes());
        }
    }

    private TransactionJournal open() {
        return TransactionJournal.open(file, GENESIS, new LocalDisk());
    }

    @Test
    void whatWasAppendedIsReadBackInOrder() throws IOException {
        List<Long> read = new ArrayList<>();
        open().replay(2, (ordinal, record) -> {
            assertThat(record.raw()).hasSize(100 + (int) ordinal).containsOnly((byte) ordinal);
            assertThat(record.timestampSeconds()).isEqualTo(1_000 + ordinal);
            read.add(ordinal);
        });
        assertThat(read).containsExactly(3L, 4L, 5L);
    }

    @Test
    void aLastRecordCutAnywhereIsCutOffAndTheJournalGoesOn() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        long start = ends.get(RECORDS - 1);
        for (long cut = start + 1; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, (int) cut));
            TransactionJournal journal = open();
            assertThat(journal.records()).isEqualTo(RECORDS - 1);
            assertThat(journal.cutOffBytes()).isEqualTo(cut - start);
            assertThat(Files.size(file)).isEqualTo(start);
        }
        TransactionJournal journal = open();
        journal.append(new JournalRecord(2_000, new byte[32], new byte[32], new byte[] {1, 2, 3}));
        assertThat(open().records()).isEqualTo(RECORDS);
    }

    @Test
    void spaceThatWasNeverWrittenIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int start = Math.toIntExact(ends.get(RECORDS - 1));
        for (int written : new int[] {0, 5, 12, 60}) {
            byte[] torn = whole.clone();
            Arrays.fill(torn, start + written, torn.length, (byte) 0);
            Files.write(file, torn);
            assertThat(open().records()).isEqualTo(RECORDS - 1);
        }
    }

    @Test
    void anyDamagedByteBeforeTheLastRecordIsRefused() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] whole = Files.readAllBytes(file);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(Math.toIntExact(ends.get(RECORDS - 1)));
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertThatThrownBy(this::open).as("byte %d", at).isInstanceOf(ChainException.class);
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    @Test
    void aForeignGenesisIsRefused() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertThatThrownBy(() -> TransactionJournal.open(file, other, new LocalDisk()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("genesis");
    }
}
