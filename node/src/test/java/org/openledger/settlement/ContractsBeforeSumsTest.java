package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Outbox;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.settlement.call.ClaimRequest;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.claim.Claiming;
import org.openledger.settlement.claim.SignedClaims;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.Role;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.reward.ClaimProof;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * A data folder keeps the contracts that it was made with: one whose token is from before transfers by signature, and whose escrow and
 * distributor are from before reward trees had sums, settles, claims and verifies on, by the calls and trees of its contracts.
 */
@Tag("integration")
final class ContractsBeforeSumsTest {
    private static final long WINDOW_SECONDS = 600;
    private static final String ANNA = Books.address(0xa11a);
    private static final String PAYER = ChainClient.address(Town.payer(1));
    /** The selector of ERC-3009, which tokens from before do not have. */
    private static final String TRANSFER_BY_SIGNATURE = "e3ee160e";

    private static final BigInteger OPEN = BigInteger.TEN.pow(18);

    private final AtomicLong aheadSeconds = new AtomicLong();
    private final InstantSource clock = () -> Instant.now().plusSeconds(aheadSeconds.get());

    @TempDir
    Path folder;

    @Test
    void aFolderWithContractsFromBeforeSettlesAndPaysOn() throws Exception {
        LocalChain chain = LocalChain.start(folder.resolve("chain"), TestChain.settings(new LocalDisk(), clock));
        deployEscrow(chain);
        try (Town town = new Town(folder, chain, clock, WINDOW_SECONDS, Settlement.Schedule.BY_HAND)) {
            assertThat(town.bindings.summed()).isFalse();
            town.bond();
            town.deposit("1", Town.payer(1), Wei.ofGwei(10_000));
            town.settlement.step();
            Signer poor = Signer.of(Hex.parse("07".repeat(32)));
            town.answer(
                    PAYER,
                    "r1",
                    List.of(
                            new Payment(ANNA, Role.CONTRIBUTOR, 300),
                            new Payment(poor.address(), Role.CONTRIBUTOR, 500)));
            Epoch epoch = town.settlement.close(1).getFirst();
            assertThat(epoch.summed()).isFalse();
            town.confirmed("settle:1");
            town.settlement.step();
            aheadSeconds.addAndGet(WINDOW_SECONDS + 1);
            town.finish();

            ReceiptFile.Payout payout = town.database.read(
                    handle -> town.settlement.epochs().payout(handle, "r1").orElseThrow());
            assertThat(payout.claims())
                    .hasSize(2)
                    .allSatisfy(claim -> assertThat(ClaimProof.holds(
                                    claim.account(),
                                    new BigInteger(claim.cumulativeWei()),
                                    claim.proof().stream()
                                            .map(Hex::parsePrefixed)
                                            .toList(),
                                    Hex.parsePrefixed(payout.root())))
                            .isTrue());
            assertThatThrownBy(() -> town.database.read(
                            handle -> town.settlement.epochs().leaves(handle, epoch)))
                    .isInstanceOf(SettlementException.class)
                    .hasMessageContaining("name no file of leaves");

            claimElsewhere(town, poor);
            town.settlement.claimAll().forEach(claim -> town.confirmed(claim.key()));
            town.settlement.step();
            assertThat(town.openWei(ANNA)).isEqualTo(Wei.ofGwei(300));
            assertThat(town.fsck()).isEmpty();
        }
    }

    /** These contracts pay another address on a signature for each claim. */
    private static void claimElsewhere(Town town, Signer account) {
        SignedClaims claims = town.settlement.signedClaims();
        String recipient = Books.address(0xbe4);
        ClaimRequest request = claims.request(account.address(), recipient);
        String signature =
                Signature.format(account.sign(claims.document(request).digest()));
        Claiming.Sent sent = (Claiming.Sent) claims.claim(request, signature);
        town.confirmed(sent.key());
        town.settlement.step();
        assertThat(town.openWei(recipient)).isEqualTo(Wei.ofGwei(500));
    }

    /** What an earlier version of the node did at its first start. */
    private void deployEscrow(LocalChain chain) throws Exception {
        ChainClient client = new ChainClient(chain);
        try (Database database = MigratedDatabase.open(folder);
                Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
            String open = deploy(database, outbox, "wrappedOpen", before("wrapped-open-before-signatures.hex"));
            assertThat(client.code(open)).doesNotContain(TRANSFER_BY_SIGNATURE);
            Uint64 window = new Uint64(WINDOW_SECONDS);
            String arguments = FunctionEncoder.encodeConstructor(List.of(
                    new Address(open),
                    new Uint256(OPEN),
                    window,
                    window,
                    new Address(Town.COURT),
                    new Uint256(OPEN),
                    window,
                    window));
            deploy(database, outbox, "inferenceEscrow", before("escrow-before-sums.hex") + arguments);
        }
    }

    private static String deploy(Database database, Outbox outbox, String name, String code) throws Exception {
        database.write(handle -> outbox.enqueue(handle, "deploy:" + name, null, "0x" + code, BigInteger.ZERO));
        TransactionReceipt receipt =
                outbox.confirmed("deploy:" + name).get(Duration.ofMinutes(1).toMillis(), TimeUnit.MILLISECONDS);
        String address = receipt.getContractAddress().toLowerCase(Locale.ROOT);
        database.write(handle -> handle.createUpdate(
                        "INSERT INTO chain_contract (name, address, chain_id, block) VALUES (:name, :address, 31337, :block)")
                .bind("name", name)
                .bind("address", address)
                .bind("block", receipt.getBlockNumber().longValueExact())
                .execute());
        return address;
    }

    /** The creation code of a contract as it was; the escrow's has the distributor in it. */
    private static String before(String file) throws IOException {
        try (InputStream code = ContractsBeforeSumsTest.class.getResourceAsStream(file)) {
            byte[] hex = Objects.requireNonNull(code, file).readAllBytes();
            return new String(hex, StandardCharsets.US_ASCII).strip();
        }
    }
}
