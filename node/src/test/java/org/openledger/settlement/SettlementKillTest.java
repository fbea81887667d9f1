package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.store.JavaProgram;
import org.openledger.verify.EpochAudit;

/** Kills a node that answers, settles and claims without pause, and finds every gwei again. */
@Tag("integration")
final class SettlementKillTest {
    private static final int MAX_ANSWERS_BEFORE_KILL = 40;

    @TempDir
    Path folder;

    @Test
    void aKilledNodeLosesNothingAndPaysOnce() throws Exception {
        killAndCheck(1);
    }

    @Test
    @Tag("campaign")
    void aNodeKilledManyTimesLosesNothingAndPaysOnce() throws Exception {
        killAndCheck(50);
    }

    private void killAndCheck(int kills) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("SettlementKillTest seed " + seed + " (repeat with -Dseed=" + seed + ")");
        Random random = new Random(seed);
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            runAndKill("run" + kill, 5 + random.nextInt(MAX_ANSWERS_BEFORE_KILL), random.nextInt(60), acknowledged);
        }
        check(acknowledged);
    }

    private void runAndKill(String run, int answers, int thenMillis, List<String> acknowledged)
            throws IOException, InterruptedException {
        Process node = JavaProgram.of(SettlementNode.class, folder.toString(), run)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            int charged = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("> charged ")) {
                    acknowledged.add(line.substring("> charged ".length()));
                    if (++charged == answers) {
                        Thread.sleep(thenMillis);
                        // By its handle: Process.destroyForcibly would close the pipe with what was still said.
                        node.toHandle().destroyForcibly();
                    }
                }
            }
            assertThat(charged).as("answers of " + run).isGreaterThanOrEqualTo(answers);
        }
        node.waitFor();
    }

    private void check(List<String> acknowledged) throws InterruptedException {
        try (Town town = new Town(folder, InstantSource.system(), SettlementNode.WINDOW_SECONDS)) {
            town.drain();
            town.settlement.step();
            town.settlement.close(1);
            town.drain();
            town.settlement.step();
            // The challenge window is a second.
            Thread.sleep(1_100L * SettlementNode.WINDOW_SECONDS);
            town.finish();
            town.settlement.claimAll();
            town.drain();
            town.settlement.step();
            assertThat(town.fsck()).isEmpty();
            long answers = charged(town);
            assertThat(answers).isGreaterThanOrEqualTo(acknowledged.size());
            for (String receipt : acknowledged) {
                assertThat(town.database
                                .read(handle -> town.settlement.epochs().ofReceipt(handle, receipt))
                                .isPresent())
                        .as(receipt)
                        .isTrue();
            }
            Map<String, Long> expected = expectedGwei(town);
            expected.forEach((account, gwei) ->
                    assertThat(town.openWei(account)).as(account).isEqualTo(Wei.ofGwei(gwei)));
            assertThat(expected.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(answers * (10 + 47 + 23 + 31 + 3));
        }
    }

    /** What everybody but the operator is owed, by the audits of the epochs as they were cut by the kills. */
    private static Map<String, Long> expectedGwei(Town town) {
        Map<String, Long> expected = new HashMap<>();
        for (Epoch epoch : town.database.read(
                handle -> town.settlement.epochs().before(handle, Long.MAX_VALUE, Epochs.MAX_LISTED))) {
            EpochAudit audit = new EpochAudit();
            for (long answer = 0; answer < epoch.receipts(); answer++) {
                audit.add(SettlementNode.BROUGHT);
            }
            audit.outcomes()
                    .forEach(outcome -> expected.merge(
                            outcome.contributor(), outcome.paidGwei() + outcome.changeGwei(), Long::sum));
            expected.merge(Town.TREASURY, 10 * epoch.receipts(), Long::sum);
            expected.merge(
                    Town.COMMONS, 3 * epoch.receipts() + audit.poolsGwei().getOrDefault("commons:1", 0L), Long::sum);
        }
        return expected;
    }

    private static long charged(Town town) {
        return town.database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM ledger_entry WHERE kind = 'inference'")
                        .mapTo(Long.class)
                        .one());
    }
}
