package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.NodeClient;
import org.openledger.model.BaseModel;
import tools.jackson.databind.JsonNode;

/** The demo on a large base, in the folder that {@value #FOLDER} names: bench/real-base makes one. */
@Tag("campaign")
@EnabledIfEnvironmentVariable(named = RealBaseTest.FOLDER, matches = ".+")
final class RealBaseTest {
    static final String FOLDER = "OPENLEDGER_REAL_BASE";

    @TempDir
    Path folder;

    @Test
    void theDemoEndsWithAnswersReceiptsAndClaims() throws IOException {
        Path base = Path.of(System.getenv(FOLDER));
        Path data = folder.resolve("data");
        Path report = folder.resolve("report.json");
        Ran demo = Ran.of(List.of(
                "demo", "--base", base.toString(), "--exit", "--data", data.toString(), "--report", report.toString()));
        assertThat(demo.code()).as(demo.out() + demo.said()).isZero();
        JsonNode told = NodeClient.JSON.readTree(Files.readString(report));
        assertThat(told.path("answers")).hasSizeGreaterThan(1);
        assertThat(told.path("epoch").path("paidGwei").longValue()).isPositive();
        assertThat(told.path("contributors"))
                .allMatch(each -> each.path("earnedGwei").equals(each.path("claimedGwei")));
        try (Stream<Path> receipts = Files.list(folder.resolve("receipts"))) {
            assertThat(receipts)
                    .hasSize(told.path("answers").size())
                    .allMatch(receipt ->
                            Ran.of(List.of("verify", receipt.toString())).code() == 0);
        }
        assertThat(told.path("run").path("baseDigest").stringValue()).isEqualTo(BaseModel.digestOf(base));
    }
}
