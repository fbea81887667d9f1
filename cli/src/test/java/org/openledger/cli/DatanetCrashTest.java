package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.account.NewAccount;
import org.openledger.client.datanet.ContributionReview;
import org.openledger.client.datanet.ContributionSignature;
import org.openledger.client.datanet.NewDatanet;
import org.openledger.client.datanet.VersionLine;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.client.withdrawal.NewWithdrawal;

/**
 * Kills a node with SIGKILL in each step of a contribution's life: upload and screening, signature, review, publication, withdrawal.
 * Started again, it has whatever it acknowledged, goes on with a life from the beginning, nothing of a withdrawn row is in any file,
 * and fsck finds nothing.
 */
@Tag("campaign")
final class DatanetCrashTest {
    private static final int KILLS = Integer.getInteger("kills", 30);
    private static final int ROWS = 2_000;
    private static final int WORDS_A_ROW = 12;
    private static final int MAX_DELAY_MILLIS = 600;
    private static final int EXIT_AFTER_SIGTERM = 128 + 15;

    @TempDir
    Path folder;

    private @Nullable NodeProcess running;

    private enum Step {
        UPLOAD,
        SIGN,
        REVIEW,
        PUBLISH,
        WITHDRAW,
        OVER
    }

    /** Those that a kill can cut. */
    private static final List<Step> STEPS = List.copyOf(EnumSet.complementOf(EnumSet.of(Step.OVER)));

    @AfterEach
    void killWhatStillRuns() throws InterruptedException {
        if (running != null) {
            running.kill();
        }
    }

    @Test
    void killsInEveryStepLoseNothing() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("DatanetCrashTest seed " + seed);
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        NodeProcess node = start(data);
        List<Life> lives = new ArrayList<>();
        Map<Step, Integer> cut = new EnumMap<>(Step.class);
        for (int kill = 0; kill < KILLS; kill++) {
            Life life = new Life(node.client(), lives.size(), seed);
            lives.add(life);
            Thread living = Thread.startVirtualThread(life);
            Step wanted = STEPS.get(kill % STEPS.size());
            while (life.step.compareTo(wanted) < 0 && living.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_DELAY_MILLIS));
            cut.merge(life.step, 1, Integer::sum);
            node.kill();
            living.join();
            life.node.close();
            if (random.nextInt(4) == 0) {
                assertThat(WholeLoopTest.findings(data)).as("seed %d", seed).isEmpty();
            }
            node = start(data);
            try (NodeClient client = node.client()) {
                for (Life each : lives) {
                    each.assertKnown(client, data);
                }
            }
        }
        System.out.println("DatanetCrashTest: kills came in " + cut);
        assertThat(cut.keySet()).as("kills in most steps").hasSizeGreaterThan(3);
        try (NodeClient client = node.client()) {
            Life last = new Life(client, lives.size(), seed);
            last.run();
            assertThat(last.step).as(String.valueOf(last.failure)).isEqualTo(Step.OVER);
            last.assertKnown(client, data);
        }
        assertThat(node.stop()).isEqualTo(EXIT_AFTER_SIGTERM);
        assertThat(WholeLoopTest.findings(data)).as("seed %d", seed).isEmpty();
    }

    private NodeProcess start(Path data) throws IOException, InterruptedException {
        NodeProcess node = NodeProcess.start(data);
        running = node;
        assertThat(node.awaitReady()).as(node.output()).isTrue();
        return node;
    }

    /** One contribution from its upload to its withdrawal, and what the node acknowledged of it. */
    private static final class Life implements Runnable {
        private final NodeClient node;
        private final int number;
        private final Random random;
        private volatile Step step = Step.UPLOAD;
        private @Nullable ClientException failure;
        private String datanet = "";
        private String contribution = "";
        private String state = "";
        private String root = "";
        private String withdrawal = "";

        Life(NodeClient node, int number, long seed) {
            this.node = node;
            this.number = number;
            this.random = new Random(seed + number);
        }

        /** Until its end, or until the node is gone. */
        @Override
        public void run() {
            try {
                live();
            } catch (ClientException gone) {
                failure = gone;
            }
        }

        private void live() {
            String person =
                    node.createAccount(new NewAccount("person " + number)).address();
            String id = node.createDatanet(
                            new NewDatanet(person, "life " + number, "TEXT", "CC-BY-4.0", "Yours to train on."))
                    .id();
            Loop.until(
                    () -> node.datanet(id), found -> found.line().chainState().equals("confirmed"));
            datanet = id;
            String given = node.contribute(datanet, person, BodyPublishers.ofString(rows()))
                    .id();
            contribution = given;
            state = "screened";
            step = Step.SIGN;
            node.signContribution(contribution, ContributionSignature.BY_NODE);
            state = "signed";
            step = Step.REVIEW;
            node.reviewContribution(contribution, ContributionReview.ACCEPT_ALL);
            state = "reviewed";
            step = Step.PUBLISH;
            root = node.publishVersion(datanet, VersionSignature.BY_NODE).root();
            Loop.until(() -> node.versions(datanet), Loop::hasVersionOnChain);
            step = Step.WITHDRAW;
            withdrawal = node.withdraw(datanet, NewWithdrawal.ofContribution(person, contribution))
                    .id();
            Loop.until(() -> node.withdrawal(withdrawal), line -> line.state().equals("done"));
            step = Step.OVER;
        }

        /** A word of every row, and of nothing else. */
        private String phrase() {
            return "tale" + "abcdefghij".charAt(number / 10) + "abcdefghij".charAt(number % 10) + "quince";
        }

        private String rows() {
            StringBuilder rows = new StringBuilder();
            for (int row = 0; row < ROWS; row++) {
                rows.append("{\"text\":\"").append(phrase());
                for (int word = 0; word < WORDS_A_ROW; word++) {
                    rows.append(' ');
                    for (int letter = 0; letter < 7; letter++) {
                        rows.append((char) ('a' + random.nextInt(26)));
                    }
                }
                rows.append("\"}\n");
            }
            return rows.toString();
        }

        void assertKnown(NodeClient client, Path data) throws IOException {
            if (!state.isEmpty()) {
                List<String> order = List.of("screened", "signed", "reviewed");
                assertThat(order.indexOf(client.contribution(contribution).state()))
                        .as("life %d, %s", number, state)
                        .isGreaterThanOrEqualTo(order.indexOf(state));
            }
            if (!root.isEmpty()) {
                assertThat(client.versions(datanet))
                        .extracting(VersionLine::root)
                        .contains(root);
            }
            if (!withdrawal.isEmpty()) {
                Loop.until(
                        () -> client.withdrawal(withdrawal),
                        line -> line.state().equals("done"));
                assertThat(filesWith(data, phrase())).as("life %d", number).isEmpty();
            }
        }

        private static List<Path> filesWith(Path data, String phrase) throws IOException {
            byte[] wanted = phrase.getBytes(StandardCharsets.US_ASCII);
            try (Stream<Path> files = Files.walk(data)) {
                List<Path> found = new ArrayList<>();
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    byte[] content = Files.readAllBytes(file);
                    for (int at = 0; at + wanted.length <= content.length; at++) {
                        if (content[at] == wanted[0]
                                && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                            found.add(file);
                            break;
                        }
                    }
                }
                return found;
            }
        }
    }
}
