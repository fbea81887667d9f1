package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.FoundationParts;
import org.openledger.app.Lifecycle;
import org.openledger.chain.Contracts;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.identity.Account;
import org.openledger.identity.AccountLists;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.Refusal;

/**
 * Kills a node, its anvil or both with SIGKILL at random moments, while clients drive it through the whole loop, again and
 * again: Datanet, contributions, version, training, registration, counterfactual training, questions, epochs, claims. Started
 * again, it must know everything it had acknowledged ({@link Acknowledged}), the loop must go on from what it knows, fsck must
 * find nothing, and all money must be where it belongs.
 */
@Tag("loop")
final class CrashTest {
    /** One more than lie between two checkpoints. */
    private static final int TRAINING_STEPS = 21;

    /** One in so many kills comes while the node is still starting. */
    private static final int KILLS_A_KILL_AT_START = 4;

    private static final int QUESTIONS_AN_EPOCH = 5;
    private static final int ASK_MILLIS = 500;
    private static final int GIVE_MILLIS = 1_000;
    private static final int RETRY_MILLIS = 100;
    private static final int EXIT_AFTER_SIGTERM = 128 + 15;
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);

    @TempDir
    Path folder;

    private final Acknowledged acknowledged = new Acknowledged();
    private final AtomicInteger loops = new AtomicInteger();
    private final AtomicInteger gifts = new AtomicInteger();

    private @Nullable NodeProcess running;

    private enum Victim {
        NODE,
        CHAIN,
        BOTH
    }

    @Test
    void threeKillsLoseNothing() throws Exception {
        survives(3, 6_000);
    }

    @Test
    @Tag("campaign")
    void fiftyKillsLoseNothing() throws Exception {
        survives(50, 12_000);
    }

    @AfterEach
    void killWhatStillRuns() throws InterruptedException {
        if (running != null) {
            running.kill();
        }
    }

    @Test
    @Tag("campaign")
    void firstStartsThatAreKilledLoseNothing() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("CrashTest seed " + seed);
        Random random = new Random(seed);
        for (int kill = 0; kill < 20; kill++) {
            Path data = folder.resolve("first-" + kill);
            NodeProcess node = start(data);
            Thread.sleep(random.nextInt(5_000));
            node.kill();
            if (Database.isIn(data)) {
                assertWhole(data, seed);
            }
        }
    }

    private NodeProcess start(Path data) throws IOException {
        NodeProcess node = NodeProcess.start(data);
        running = node;
        return node;
    }

    private void survives(int kills, int maxLifeMillis) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("CrashTest seed " + seed);
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        Map<String, Integer> killsByStep = new TreeMap<>();
        Life life = new Life(start(data));
        for (int kill = 0; kill < kills; kill++) {
            Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
            if (random.nextInt(KILLS_A_KILL_AT_START) != 0) {
                assertThat(life.node.awaitReady()).as(life.node.output()).isTrue();
            }
            Thread.sleep(random.nextInt(maxLifeMillis));
            assertThat(life.node.isAlive()).as(life.node.output()).isTrue();
            killsByStep.merge(life.playing, 1, Integer::sum);
            killsByStep.merge(life.giving, 1, Integer::sum);
            if (victim != Victim.NODE) {
                life.node.killChain();
            }
            if (victim != Victim.CHAIN) {
                life.end();
                // not always, for fsck finishes what was under way, which the node must be able to as well
                if (random.nextBoolean()) {
                    assertWhole(data, seed);
                }
                life = new Life(start(data));
            }
        }
        life.end();
        System.out.println("CrashTest: what kills interrupted " + killsByStep + "; acknowledged in " + loops
                + " whole loops and a part: " + acknowledged);
        finish(data);
        assertThat(WholeLoopTest.findings(data)).as("seed %d", seed).isEmpty();
        assertThatMoneyIsConserved(data);
    }

    /** Nothing differs, or the first start was cut off and fsck says that there is nothing yet. */
    private void assertWhole(Path data, long seed) {
        try {
            assertThat(WholeLoopTest.findings(data)).as("seed %d", seed).isEmpty();
        } catch (Refusal refused) {
            assertThat(refused).hasMessageContaining("first start");
            assertThat(loops).hasValue(0);
            assertThat(gifts).hasValue(0);
        }
    }

    /** A node that is driven until it is killed. */
    private final class Life {
        final NodeProcess node;
        private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        private final List<Future<?>> work;
        /** What the clients do just now. */
        private volatile String playing = "start";

        private volatile String giving = "start";

        Life(NodeProcess node) {
            this.node = node;
            this.work = List.of(
                    clients.submit(repeat(this::playOn)),
                    clients.submit(repeat(this::giveOn)),
                    clients.submit(repeat(this::askOn)));
        }

        /** Does it again and again until the node is gone; when the chain is for a moment, calls are refused. */
        private Callable<Void> repeat(Work work) {
            return () -> {
                if (node.awaitReady()) {
                    try (NodeClient client = node.client()) {
                        while (node.isAlive()) {
                            try {
                                work.on(client);
                            } catch (ClientException gone) {
                                Thread.sleep(RETRY_MILLIS);
                            }
                        }
                    }
                }
                return null;
            };
        }

        private void playOn(NodeClient client) {
            acknowledged.assertKnown(client);
            new Loop(client, "-" + loops, acknowledged).play(TRAINING_STEPS, step -> playing = step);
            loops.incrementAndGet();
        }

        /** Makes Datanets with rows that nobody trains on, so that kills find these steps too, which are short in a loop. */
        private void giveOn(NodeClient client) throws InterruptedException {
            new Loop(client, "-gift" + gifts, acknowledged).give(step -> giving = step);
            gifts.incrementAndGet();
            giving = "pause";
            Thread.sleep(GIVE_MILLIS);
        }

        /** Asks the model of the last loop, and closes epochs, beside the loop that runs. */
        private void askOn(NodeClient client) throws InterruptedException {
            int last = loops.get() - 1;
            if (last < 0) {
                Thread.sleep(RETRY_MILLIS);
                return;
            }
            Loop loop = new Loop(client, "-" + last, acknowledged);
            for (int i = 0; i < QUESTIONS_AN_EPOCH; i++) {
                loop.ask();
                Thread.sleep(ASK_MILLIS);
            }
            loop.closeEpoch();
        }

        void end() throws Exception {
            node.kill();
            for (Future<?> each : work) {
                each.get();
            }
            clients.close();
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(NodeClient client) throws InterruptedException;
    }

    /** The loop that was cut off last comes to its end, and so does everything that was acknowledged. */
    private void finish(Path data) throws Exception {
        NodeProcess node = start(data);
        assertThat(node.awaitReady()).as(node.output()).isTrue();
        try (NodeClient client = node.client()) {
            new Loop(client, "-gift" + gifts, acknowledged).give(_ -> {});
            new Loop(client, "-" + loops, acknowledged).play(TRAINING_STEPS, _ -> {});
            acknowledged.assertFinished(client);
        }
        assertThat(node.stop()).as(node.output()).isEqualTo(EXIT_AFTER_SIGTERM);
    }

    /**
     * Every wrapped OPEN was put in by the bond, a deposit or a building fee, and is in escrow, in the operator's lane, or with who
     * claimed it or owns a Datanet that a model learnt from.
     */
    private void assertThatMoneyIsConserved(Path data) throws Exception {
        try (Lifecycle lifecycle = new Lifecycle()) {
            FoundationParts on = FoundationParts.open(Loop.configuration(data), lifecycle);
            Contracts contracts = on.contracts();
            String lane = on.bindings()
                    .rewardDistributor()
                    .laneOf(on.operator().address())
                    .send();
            BigInteger there = balance(on, contracts.inferenceEscrow()).add(balance(on, lane));
            BigInteger fees = BigInteger.ZERO;
            for (Account account : new AccountLists(on.database())
                    .accounts(ListRequest.first(1_000))
                    .list()) {
                BigInteger claimed = on.bindings()
                        .rewardDistributor()
                        .claimedWei(on.operator().address(), account.address())
                        .send();
                BigInteger built = buildingFees(on, account.address());
                assertThat(balance(on, account.address())).as(account.name()).isEqualTo(claimed.add(built));
                there = there.add(claimed).add(built);
                fees = fees.add(built);
            }
            assertThat(there)
                    .isEqualTo(on.bindings().wrappedOpen().totalSupply().send());
            BigInteger[] deposits = there.subtract(on.bondWei())
                    .subtract(fees)
                    .divideAndRemainder(BigInteger.valueOf(Loop.DEPOSIT_GWEI).multiply(WEI_PER_GWEI));
            assertThat(deposits[1]).isZero();
            assertThat(deposits[0].longValueExact()).isBetween(acknowledged.deposits(), acknowledged.depositsAsked());
        }
    }

    /** What the node saw registrations pay to a Datanet's owner. */
    private static BigInteger buildingFees(FoundationParts on, String treasury) {
        long gwei = on.database()
                .<Long, RuntimeException>read(handle -> handle.createQuery(
                                "SELECT COALESCE(SUM(gwei), 0) FROM chain_building_payment WHERE treasury = :treasury")
                        .bind("treasury", treasury)
                        .mapTo(Long.class)
                        .one());
        return BigInteger.valueOf(gwei).multiply(WEI_PER_GWEI);
    }

    private static BigInteger balance(FoundationParts on, String address) throws Exception {
        return on.bindings().wrappedOpen().balanceOf(address).send();
    }
}
