package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.settlement.Books.address;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.identity.IdentityException;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.ledger.Charge;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Reservation;
import org.openledger.settlement.call.AnchoredCheckpoint;
import org.openledger.settlement.call.Anchors;
import org.openledger.settlement.call.RecipientRequest;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.claim.Claiming;
import org.openledger.settlement.claim.Recipients;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.AuditedShare;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Role;
import org.openledger.verify.bytes.Hex;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Settlement against the real contracts on a real chain. */
@Tag("integration")
final class SettlementOnChainTest {
    private static final long WINDOW_SECONDS = 600;
    /** An answer has half of it, by the clock of the chain. */
    private static final long DEMAND_WINDOW_SECONDS = 86_400;

    private static final String ANNA = address(0xa2);
    private static final String BEN = address(0xa3);
    private static final String PAYER = ChainClient.address(Town.payer(1));
    private static final List<Payment> PAYMENTS = List.of(
            new Payment("treasury", Role.TREASURY, 50),
            new Payment("stakers", Role.STAKERS, 50),
            new Payment(Town.OPERATOR, Role.OPERATOR, 150),
            new Payment(BEN, Role.BASE, 50),
            new Payment(ANNA, Role.DEVELOPER, 200),
            new Payment(ANNA, Role.CONTRIBUTOR, 200),
            new Payment(ANNA, Role.WAITING, 100),
            new Payment(BEN, Role.CONTRIBUTOR, 151),
            new Payment("commons:1", Role.COMMONS, 49));
    /** Of Anna's 300 gwei 200 are sure; Ben made it worse for others by 40, of which 20 are sure. */
    private static final AuditedAnswer BROUGHT = new AuditedAnswer(
            List.of("1"),
            List.of(new AuditedShare(ANNA, 200, 100, 100, 0, 0), new AuditedShare(BEN, 151, 0, 0, 40, 20)));

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

            town.answer(PAYER, "r1", PAYMENTS, BROUGHT);
            town.answer(PAYER, "r2", PAYMENTS, BROUGHT);
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
            // of the 200 that waited, √(2·100²) went back, and of Ben's pay what was sure of his harm
            assertThat(town.openWei(ANNA)).isEqualTo(Wei.ofGwei(800 + 200 - 142));
            assertThat(town.openWei(BEN)).isEqualTo(Wei.ofGwei(402 - 40));
            assertThat(town.openWei(Town.COMMONS)).isEqualTo(Wei.ofGwei(98 + 142 + 40));
            assertThat(balance(town, LedgerAccount.DISTRIBUTOR)).isZero();
            assertThat(town.settlement.claimAll()).as("everything is claimed").isEmpty();
            assertThat(town.fsck()).isEmpty();
            System.out.println("gas: settle " + settleGas + " (1 payer), claim at most " + claimGas);
            assertThat(claimGas).isLessThanOrEqualTo(100_000);
        }
    }

    @Test
    void epochsCloseByTheClockAndWhoIsDueEnoughIsPaid() {
        Settlement.Schedule schedule = new Settlement.Schedule(Duration.ofHours(6), 700);
        try (Town town = new Town(folder, clock, WINDOW_SECONDS, schedule)) {
            town.bond();
            town.deposit("1", Town.payer(1), Wei.ofGwei(10_000));
            town.settlement.step();
            assertThat(town.settlement.closesAtMillis())
                    .as("nothing is charged")
                    .isEmpty();
            long before = clock.millis();
            town.answer(PAYER, "r1", PAYMENTS, BROUGHT);
            town.answer(PAYER, "r2", PAYMENTS, BROUGHT);
            assertThat(town.settlement.closesAtMillis().getAsLong())
                    .isBetween(before, clock.millis() + Duration.ofHours(6).toMillis());
            town.settlement.step();
            Optional<Epoch> early =
                    town.database.read(handle -> town.settlement.epochs().find(handle, 1));
            assertThat(early).as("its time is not over").isEmpty();

            aheadSeconds.addAndGet(Duration.ofHours(6).toSeconds());
            town.settlement.step();
            assertThat(epoch(town).chargedGwei()).isPositive();
            assertThat(town.settlement.closesAtMillis()).as("the next is empty").isEmpty();
            town.confirmed("settle:1");
            town.settlement.step();
            aheadSeconds.addAndGet(WINDOW_SECONDS + 1);
            town.finish();
            town.confirmed("claim:" + ANNA + ":1");
            town.settlement.step();
            assertThat(town.openWei(ANNA)).isEqualTo(Wei.ofGwei(800 + 200 - 142));
            assertThat(town.openWei(BEN)).as("362 gwei are too little").isZero();
            assertThat(town.fsck()).isEmpty();
        }
    }

    @Test
    void aRejectedRootIsReplacedFromTheJournalAndTheEpochGoesOn() {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.deposit("1", Town.payer(1), Wei.ofGwei(10_000));
            town.settlement.step();
            town.answer(PAYER, "r1", PAYMENTS, BROUGHT);
            town.settlement.close(1);
            town.confirmed("settle:1");
            town.settlement.step();
            exchangeAmounts(town, ANNA, BEN);
            town.answer(PAYER, "r2", PAYMENTS, BROUGHT);
            String wrong = town.settlement.close(2).getFirst().root();
            town.confirmed("settle:2");
            town.settlement.step();
            assertThat(town.fsck()).anyMatch(finding -> finding.contains("the journal gives another root"));

            town.challenge(2);
            town.settlement.step();
            assertThat(epoch(town, 2).state()).isEqualTo(EpochState.CHALLENGED);
            town.uphold(2);
            town.settlement.step();
            assertThat(epoch(town, 2).state()).isEqualTo(EpochState.REPLACING);
            String right = epoch(town, 2).root();
            assertThat(right).isNotEqualTo(wrong);
            town.confirmed("replace:2:" + right);
            town.settlement.step();
            assertThat(epoch(town, 2).state()).isEqualTo(EpochState.POSTED);
            assertThat(town.fsck()).isEmpty();

            aheadSeconds.addAndGet(WINDOW_SECONDS + 1);
            town.finish();
            assertThat(epoch(town, 2).state()).isEqualTo(EpochState.FINAL);
            town.settlement.claimAll().forEach(claim -> town.confirmed(claim.key()));
            town.settlement.step();
            assertThat(town.openWei(ANNA)).isEqualTo(Wei.ofGwei(800));
            assertThat(town.openWei(BEN)).isEqualTo(Wei.ofGwei(402 - 2 * 20));
            assertThat(town.openWei(Town.COMMONS)).isEqualTo(Wei.ofGwei(98 + 2 * 100 + 2 * 20));
            assertThat(town.fsck()).isEmpty();
        }
    }

    @Test
    void aRejectedRootThatTheJournalGivesAgainIsDisputedAndNothingIsSent() {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.deposit("1", Town.payer(1), Wei.ofGwei(10_000));
            town.settlement.step();
            town.answer(PAYER, "r1", PAYMENTS, BROUGHT);
            town.settlement.close(1);
            town.confirmed("settle:1");
            town.challenge(1);
            town.uphold(1);
            town.settlement.step();
            Epoch disputed = epoch(town);
            assertThat(disputed.state()).isEqualTo(EpochState.DISPUTED);
            town.settlement.step();
            town.settlement.close(2);
            assertThat(epoch(town)).isEqualTo(disputed);
            assertThat(town.outbox.find("replace:1:" + disputed.root())).isEmpty();
            assertThat(town.settlement.claimAll()).isEmpty();
        }
    }

    @Test
    void aPayerWhoLeavesPaysFirst() throws InterruptedException {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.depositForOperator("1", Wei.ofGwei(10_000));
            town.settlement.step();
            town.answer(Town.OPERATOR, "r1", PAYMENTS, BROUGHT);
            assertThat(reserve(town, "r2", 2_000)).isInstanceOf(Reservation.Held.class);
            town.withdraw("all", Wei.ofGwei(10_000));
            town.settlement.step();
            assertThat(reserve(town, "r3", 1)).isInstanceOf(Reservation.Insufficient.class);
            town.database.write(handle -> town.charges.charge(
                    handle,
                    new Charge(
                            Town.OPERATOR, "r2", 2, List.of(new Payment(BEN, Role.BASE, 500)), AuditedAnswer.NOTHING)));
            assertThat(balance(town, LedgerAccount.payer(Town.OPERATOR)))
                    .as("what was held and not charged")
                    .isEqualTo(1_500);
            town.settlement.step();
            assertThat(town.outbox.find("settle:1"))
                    .as("half the delay is not over")
                    .isEmpty();

            aheadSeconds.addAndGet(WINDOW_SECONDS / 2 + 1);
            town.settlement.step();
            assertThat(reserve(town, "r4", 1)).isInstanceOf(Reservation.Insufficient.class);
            town.confirmed("settle:1");
            town.settlement.step();
            assertThat(epoch(town).chargedGwei()).isEqualTo(1_500);
            assertThat(town.fsck()).isEmpty();

            aheadSeconds.addAndGet(WINDOW_SECONDS);
            town.settlement.step();
            town.drain();
            town.takeOut("all");
            town.settlement.step();
            assertThat(balance(town, LedgerAccount.shortfall(Town.OPERATOR))).isZero();
            assertThat(balance(town, LedgerAccount.withdrawing(Town.OPERATOR))).isZero();
            assertThat(town.settlement.close(3)).isEmpty();
            assertThat(town.fsck()).isEmpty();
        }
    }

    @Test
    void chargesAboveALoweredLimitAreSettledBeforeItCounts() {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.depositForOperator("1", Wei.ofGwei(10_000));
            town.settlement.step();
            town.answer(Town.OPERATOR, "r1", PAYMENTS, BROUGHT);
            town.limit("lower", BigInteger.ZERO);
            town.settlement.step();
            assertThat(reserve(town, "r2", 1)).isInstanceOf(Reservation.LimitReached.class);
            aheadSeconds.addAndGet(WINDOW_SECONDS / 2 + 1);
            town.settlement.step();
            town.confirmed("settle:1");
            town.settlement.step();
            assertThat(epoch(town).state()).isEqualTo(EpochState.POSTED);
            assertThat(town.fsck()).isEmpty();
        }
    }

    @Test
    void aPayerWhoAllowsNothingAnyMoreStopsNobodysPay() throws InterruptedException {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.depositForOperator("1", Wei.ofGwei(10_000));
            town.deposit("2", Town.payer(1), Wei.ofGwei(10_000));
            town.settlement.step();
            town.answer(Town.OPERATOR, "r1", PAYMENTS, BROUGHT);
            town.answer(PAYER, "r2", PAYMENTS, BROUGHT);
            town.limit("lower", BigInteger.ZERO);
            aheadSeconds.addAndGet(WINDOW_SECONDS + 1);
            BigInteger bond = bond(town);

            town.settlement.close(1);
            town.confirmed("settle:1");
            town.settlement.step();
            assertThat(epoch(town).state()).isEqualTo(EpochState.POSTED);
            assertThat(bond(town)).isEqualTo(bond.subtract(Wei.ofGwei(1_000)));
            assertThat(balance(town, LedgerAccount.payer(Town.OPERATOR)))
                    .as("what the payer has on chain is the payer's")
                    .isEqualTo(10_000);
            assertThat(town.fsck()).isEmpty();

            town.answer(PAYER, "r3", PAYMENTS, BROUGHT);
            town.settlement.close(2);
            town.confirmed("settle:2");
            town.settlement.step();
            aheadSeconds.addAndGet(WINDOW_SECONDS + 1);
            town.finish();
            town.settlement.claimAll().forEach(claim -> town.confirmed(claim.key()));
            town.settlement.step();
            assertThat(balance(town, LedgerAccount.DISTRIBUTOR)).isZero();
            assertThat(town.fsck()).isEmpty();
        }
    }

    @Test
    void aPayerWhoIsGoneStopsNobodysPayEvenAboveTheBond() throws InterruptedException {
        long gwei = 2_000_000_000;
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.depositForOperator("1", Wei.ofGwei(gwei));
            town.settlement.step();
            town.answer(Town.OPERATOR, "r1", List.of(new Payment(BEN, Role.BASE, gwei)));
            town.withdraw("all", Wei.ofGwei(gwei));
            aheadSeconds.addAndGet(WINDOW_SECONDS + 1);
            town.limit("makes a block", BigInteger.ONE);
            town.takeOut("all");
            town.settlement.step();
            assertThat(balance(town, LedgerAccount.shortfall(Town.OPERATOR))).isEqualTo(-gwei);
            town.settlement.close(1);
            bondsAgain(town, "settle:1");
            assertThat(balance(town, LedgerAccount.shortfall(Town.OPERATOR))).isZero();
            assertThat(balance(town, LedgerAccount.payer(Town.OPERATOR))).isZero();
            assertThat(epoch(town).state()).isEqualTo(EpochState.POSTED);
            assertThat(town.fsck()).isEmpty();
            aheadSeconds.addAndGet(WINDOW_SECONDS + 1);
            town.finish();
            town.settlement.claimAll().forEach(claim -> town.confirmed(claim.key()));
            assertThat(town.openWei(BEN)).isEqualTo(Wei.ofGwei(gwei));
        }
    }

    /** The escrow refuses the settlement for the bond; the node bonds more, and the settlement goes on by itself. */
    private static void bondsAgain(Town town, String settlement) throws InterruptedException {
        while (town.database
                .read(handle -> town.settlement.epochs().aside(handle))
                .isEmpty()) {
            Thread.sleep(20);
        }
        Epoch waiting = town.database
                .read(handle -> EpochTable.inState(handle, EpochState.CLOSED))
                .getFirst();
        assertThat(town.settlement.nextOf(waiting).says())
                .contains("cannot be sent now (")
                .contains("Bond");
        town.settlement.step();
        town.confirmed(settlement);
        town.settlement.step();
        Epoch posted = epoch(town, waiting.number());
        assertThat(town.settlement.nextOf(posted).atMillis()).hasValue(posted.finalAtSeconds() * 1_000);
    }

    private static BigInteger bond(Town town) {
        return Town.read(town.bindings.inferenceEscrow().bondOf(Town.OPERATOR));
    }

    private static Reservation reserve(Town town, String receipt, long gwei) {
        return town.database.transact(handle -> town.charges.reserve(handle, Town.OPERATOR, receipt, gwei, 1));
    }

    @Test
    void anAccountWithoutGasIsPaidWhereItsSignatureSays() {
        try (Town town = new Town(folder, clock, WINDOW_SECONDS)) {
            town.bond();
            town.deposit("1", Town.payer(1), Wei.ofGwei(10_000));
            town.settlement.step();
            Signer poor = Signer.of(Hex.parse("07".repeat(32)));
            Signer commons = Signer.of(Hex.parse("08".repeat(32)));
            town.answer(
                    PAYER,
                    "r1",
                    List.of(
                            new Payment(poor.address(), Role.CONTRIBUTOR, 500),
                            new Payment(commons.address(), Role.CONTRIBUTOR, 300)));
            town.settlement.close(1);
            town.confirmed("settle:1");
            town.settlement.step();
            aheadSeconds.addAndGet(WINDOW_SECONDS + 1);
            town.finish();
            Recipients recipients = town.settlement.recipients();
            RecipientRequest request = recipients.request(poor.address(), ANNA, true);
            byte[] digest = recipients.document(request).digest();
            assertThat(digest)
                    .isEqualTo(Town.read(town.bindings
                            .rewardDistributor()
                            .recipientDigest(
                                    poor.address(),
                                    new RewardDistributor.Recipient(ANNA, true, BigInteger.ZERO),
                                    BigInteger.valueOf(request.deadlineSeconds()))));
            String signature = Signature.format(poor.sign(digest));
            long deadline = request.deadlineSeconds();
            RecipientRequest elsewhere = recipients.request(poor.address(), BEN, true, deadline);
            assertThatThrownBy(() -> recipients.claim(elsewhere, signature)).isInstanceOf(IdentityException.class);
            RecipientRequest inTokens = recipients.request(poor.address(), ANNA, false, deadline);
            assertThatThrownBy(() -> recipients.claim(inTokens, signature)).isInstanceOf(IdentityException.class);
            RecipientRequest old = recipients.request(poor.address(), ANNA, true, 1);
            assertThatThrownBy(() -> recipients.claim(old, signature)).hasMessageContaining("is over");

            BigInteger before = town.client.balanceWei(ANNA);
            Claiming.Sent sent = (Claiming.Sent) recipients.claim(request, signature);
            town.confirmed(sent.key());
            town.settlement.step();
            assertThat(town.client.balanceWei(ANNA).subtract(before)).isEqualTo(Wei.ofGwei(500));
            assertThat(town.client.balanceWei(poor.address())).isZero();
            assertThat(town.openWei(ANNA)).isZero();
            assertThat(recipients.claimOnce(commons, BEN)).isInstanceOf(Claiming.Sent.class);
            town.confirmed("claim:recipient:" + commons.address() + ":1");
            town.settlement.step();
            assertThat(town.openWei(BEN)).isEqualTo(Wei.ofGwei(300));
            assertThat(Town.read(town.bindings.rewardDistributor().recipients(commons.address()))
                            .component1())
                    .as("what it earns later is its own again")
                    .isEqualTo("0x" + "00".repeat(20));
            RecipientRequest again = recipients.request(poor.address(), ANNA, true, deadline);
            assertThatThrownBy(() -> recipients.claim(again, signature))
                    .as("its nonce is used")
                    .isInstanceOf(IdentityException.class);
            assertThat(town.fsck()).isEmpty();
        }
    }

    /** Somebody pays to see a leaf on chain: the node shows it by itself, or that there is none. */
    @Test
    void demandedLeavesAreShown() {
        try (Town town = new Town(folder, clock, DEMAND_WINDOW_SECONDS)) {
            town.bond();
            town.deposit("1", Town.payer(1), Wei.ofGwei(10_000));
            town.settlement.step();
            town.answer(PAYER, "r1", PAYMENTS, BROUGHT);
            Epoch epoch = town.settlement.close(1).getFirst();
            town.confirmed("settle:1");
            town.settlement.step();
            assertThat(epoch.leavesDigest())
                    .isEqualTo(town.database
                            .read(handle -> town.settlement.epochs().leaves(handle, epoch))
                            .digest());
            assertThat(town.isPublished(epoch)).isTrue();
            town.approveDistributor();
            for (String account : List.of(ANNA, address(0x51))) {
                TransactionReceipt demand = town.demand(1, account);
                town.settlement.step();
                TransactionReceipt answer = town.confirmed("answer:1:" + account + ":" + demand.getTransactionHash());
                assertThat(answer.isStatusOK()).isTrue();
                assertThat(RewardDistributor.getLeafAnsweredEvents(answer).getFirst().cumulativeWei)
                        .isEqualTo(Wei.ofGwei(town.database.read(handle -> EpochTable.cumulative(handle, 1, account))));
            }
            Epoch stands = town.database.read(
                    handle -> town.settlement.epochs().find(handle, 1).orElseThrow());
            assertThat(stands.state()).isEqualTo(EpochState.POSTED);
            assertThat(stands.finalAtSeconds()).isGreaterThan(epoch.closedMillis() / 1_000);
            assertThat(town.fsck()).isEmpty();
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
                    town.answer(PAYER, "r" + epoch + "-" + answer, PAYMENTS, BROUGHT);
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
            town.answer(PAYER, "r1", PAYMENTS, BROUGHT);
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
            AnchoredCheckpoint first =
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

    /** As a fault of the disk or of the program might: the tree of the next epoch is built on it. */
    private static void exchangeAmounts(Town town, String one, String other) {
        town.database.write(handle -> {
            long both = EpochTable.cumulative(handle, 1, one) + EpochTable.cumulative(handle, 1, other);
            handle.execute(
                    "UPDATE settlement_leaf SET cumulative_gwei = ? - cumulative_gwei WHERE account IN (?, ?)",
                    both,
                    one,
                    other);
        });
    }

    private static Epoch epoch(Town town) {
        return epoch(town, 1);
    }

    private static Epoch epoch(Town town, long number) {
        return town.database
                .read(handle -> town.settlement.epochs().find(handle, number))
                .orElseThrow();
    }

    private static long spendable(Town town) {
        return balance(town, LedgerAccount.payer(PAYER));
    }

    private static long balance(Town town, LedgerAccount account) {
        return town.database.read(handle -> town.journal.balance(handle, account));
    }
}
