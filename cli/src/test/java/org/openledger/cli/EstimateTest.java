package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.PlanChange;
import org.openledger.client.model.RunDetail;
import org.openledger.client.model.VersionPin;
import org.openledger.client.run.EstimateDetail;
import org.openledger.client.run.PhaseLine;

/**
 * Runs on the toy base last as long as was said, within the factor that is stated, and take the tokens that were said. It is a
 * campaign, since a time is only true on a machine that does nothing else.
 */
@Tag("campaign")
@Timeout(1_800)
final class EstimateTest {
    @TempDir
    Path data;

    @Test
    void runsLastAsLongAsWasSaid() throws InterruptedException {
        try (Node _ = Node.start(Loop.configuration(data));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.give(_ -> {});
            String datanet = client.datanets().getFirst().id();
            for (int steps : List.of(40, 160)) {
                for (int batchRows : List.of(4, 12)) {
                    runLastsAsLongAsWasSaid(client, wanted(loop, datanet, steps, batchRows));
                }
            }
        }
    }

    private static NewRun wanted(Loop loop, String datanet, int steps, int batchRows) {
        return new NewRun(
                "run-" + steps + "-" + batchRows,
                loop.owner(),
                List.of(new VersionPin(datanet, 1)),
                true,
                0,
                Optional.of(PlanChange.NONE.withSteps(steps).withBatchRows(batchRows)),
                Optional.of(200_000),
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static void runLastsAsLongAsWasSaid(NodeClient client, NewRun wanted) throws InterruptedException {
        EstimateDetail estimate = client.estimateRun(wanted);
        assertThat(estimate.obstacles()).isEmpty();
        EstimateDetail.OfTime said = estimate.time().orElseThrow();
        long start = System.nanoTime();
        String id = client.createRun(wanted).id();
        RunDetail run = client.run(id);
        while (!run.state().equals("ready")) {
            assertThat(run.state()).as(run.message().orElse("")).isNotIn("failed", "cancelled");
            Thread.sleep(20);
            run = client.run(id);
        }
        double lasted = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s: said %.1f s (%s), lasted %.1f s, factor %.2f%n",
                wanted.name(),
                said.seconds(),
                estimate.phases().stream().map(EstimateTest::shown).toList(),
                lasted,
                lasted / said.seconds());
        assertThat(run.trainedTokens()).contains(estimate.tokens().orElseThrow().trained());
        assertThat(run.phases()).extracting(PhaseLine::donePpm).containsOnly(1_000_000L);
        assertThat(lasted).isBetween(said.lowSeconds(), said.highSeconds());
    }

    private static String shown(PhaseLine phase) {
        return "%s %.1f".formatted(phase.phase(), phase.expectedSeconds().orElseThrow());
    }
}
