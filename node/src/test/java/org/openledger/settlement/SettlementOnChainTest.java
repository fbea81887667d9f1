package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.settlement.Books.address;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient;
import org.openledger.ledger.Account;
import org.openledger.verify.Receipt.Payment;

/** Settlement against the real contracts on a real chain. */
final class SettlementOnChainTest {
    private static final long WINDOW_SECONDS = 600;
    private static final String ANNA = address(0xa2);
    private static final String BEN = address(0xa3);
    private static final String PAYER = ChainClient.address(Town.payer(1));
    private static final List<Payment> PAYMENTS = List.of(
            new Payment("treasury", "treasury", 50),
            new Payment("stakers", "stakers", 50),
            new Payment(Town.OPERATOR, "operator", 150),
            new Payment(BEN, "base", 50),
            new Payment(ANNA, "developer", 200),
            new Payment(ANNA, "contributor", 300),
            new Payment(BEN, "contributor", 151),
            new Payment("commons:1", "commons", 49));

    @TempDir
    Path folder;

    /** What the chain's clock is ahead of the machine's: a test passes the challenge window at once. */
    private final AtomicLong aheadSeconds = new AtomicLong();

    private final InstantSource clock = () -> Instant.now().plusSeconds(aheadSeconds.get());

    @Test
    void moneyGoesFromDepositToClaimToTheWei() {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.deposit("1", Town.payer(1), Wei.ofGwei(10_000).add(BigInteger.valueOf(7)));
            town.settlement.step();
            assertThat(spendable(town)).isEqualTo(10_000);

            town.answer(PAYER, "r1", PAYMENTS);
            town.answer(PAYER, "r2", PAYMENTS);
            List<Epoch> closed = town.settlement.close(1);
            assertThat(closed).hasSize(1);
            long settleGas = town.confirmed("settle:1").getGasUsed().longValueExact();
            town.settlement.step();
            assertThat(epoch(town).state()).isEqualTo(EpochState.POSTED);
            assertThat(town.fsck()).isEmpty();
            assertThat(town.settlement.claimAll()).as("the window is open").isEmpty();

            aheadSeconds.addAndGet(WINDOW_SECONDS + 1);
            town.finish();
            assertThat(epoch(town).state()).isEqualTo(EpochState.FINAL);
            List<Claiming.Sent> sent = town.settlement.claimAll();
            assertThat(sent).hasSize(6);
            long claimGas = 0;
            for (Claiming.Sent claim : sent) {
                claimGas = Math.max(
                        claimGas, town.confirmed(claim.key()).getGasUsed().longValueExact());
            }
            town.settlement.step();
            assertThat(town.openWei(ANNA)).isEqualTo(Wei.ofGwei(1_000));
            assertThat(town.openWei(BEN)).isEqualTo(Wei.ofGwei(402));
            assertThat(town.openWei(Town.COMMONS)).isEqualTo(Wei.ofGwei(98));
            assertThat(balance(town, Account.DISTRIBUTOR)).isZero();
            assertThat(town.settlement.claimAll()).as("everything is claimed").isEmpty();
            assertThat(town.fsck()).isEmpty();
            System.out.println("gas: settle " + settleGas + " (1 payer), claim at most " + claimGas);
            assertThat(claimGas).isLessThanOrEqualTo(100_000);
        }
    }

    @Test
    void theGasOfASettlementDoesNotDependOnTheNumberOfAnswers() {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.deposit("1", Town.payer(1), Wei.ofGwei(1_000_000));
            town.settlement.step();
            long[] gas = new long[4];
            int[] answers = {1, 1, 5, 50};
            for (int epoch = 1; epoch < gas.length; epoch++) {
                for (int answer = 0; answer < answers[epoch]; answer++) {
                    town.answer(PAYER, "r" + epoch + "-" + answer, PAYMENTS);
                }
                town.settlement.close(epoch);
                gas[epoch] = town.confirmed("settle:" + epoch).getGasUsed().longValueExact();
            }
            town.settlement.step();
            System.out.println("gas: settle 5 answers " + gas[2] + ", 50 answers " + gas[3]);
            // Bytes of call data that are zero cost less than others: that is all that may differ.
            assertThat(gas[3]).isBetween(gas[2] - 500, gas[2] + 500);
            assertThat(town.fsck()).isEmpty();
        }
    }

    @Test
    void aSettlementCutOffFromTheChainIsSentOnceAfterwards() {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.deposit("1", Town.payer(1), Wei.ofGwei(10_000));
            town.settlement.step();
            town.answer(PAYER, "r1", PAYMENTS);
            assertThatThrownBy(() -> town.database.write(handle -> {
                        town.settlement.epochs().close(handle, 1);
                        throw new IllegalStateException("the node died before it committed");
                    }))
                    .hasMessageContaining("died");
            assertThat(town.outbox.find("settle:1")).as("nothing was asked for").isEmpty();
            // The sender stops: what is committed now waits for the next process.
            town.outbox.close();
            assertThat(town.settlement.close(1)).hasSize(1);
        }
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.confirmed("settle:1");
            town.settlement.step();
            assertThat(epoch(town).state()).isEqualTo(EpochState.POSTED);
            assertThat(town.settlement.close(2))
                    .as("no charge is settled twice")
                    .isEmpty();
            assertThat(town.fsck()).isEmpty();
        }
    }

    @Test
    void checkpointsAreAnchoredAndOnlyGrow() {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            anchor(town, 5, "ab".repeat(32));
            town.confirmed("anchor:5");
            town.settlement.step();
            anchor(town, 4, "cd".repeat(32));
            assertThat(town.outbox.find("anchor:4")).isEmpty();
            anchor(town, 9, "ef".repeat(32));
            town.confirmed("anchor:9");
            town.settlement.step();
            Anchors anchors = town.settlement.anchors();
            Anchors.Anchored first =
                    town.database.read(handle -> anchors.covering(handle, 4)).orElseThrow();
            assertThat(first.size()).isEqualTo(5);
            assertThat(first.root()).isEqualTo("ab".repeat(32));
            assertThat(town.database
                            .read(handle -> anchors.covering(handle, 5))
                            .orElseThrow()
                            .size())
                    .isEqualTo(9);
            assertThat(town.database.read(handle -> anchors.covering(handle, 9)).isEmpty())
                    .isTrue();
        }
    }

    private static void anchor(Town town, long size, String root) {
        town.database.write(handle -> town.settlement.anchors().anchor(handle, size, root));
    }

    private static Epoch epoch(Town town) {
        return town.database
                .read(handle -> town.settlement.epochs().find(handle, 1))
                .orElseThrow();
    }

    private static long spendable(Town town) {
        return balance(town, Account.payer(PAYER));
    }

    private static long balance(Town town, Account account) {
        return town.database.read(handle -> town.journal.balance(handle, account));
    }
}
