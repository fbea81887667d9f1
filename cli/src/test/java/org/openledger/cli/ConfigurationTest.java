package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.NodeClient;

/** A node started with settings: what takes effect, and what is refused. */
@Tag("loop")
final class ConfigurationTest {
    private static final int REFUSED = 1;

    @TempDir
    Path folder;

    private Path data() throws IOException {
        return Files.createDirectories(folder.resolve("data"));
    }

    private NodeProcess up(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up", "--data", data().toString(), "--port", "0"));
        arguments.addAll(List.of(options));
        return NodeProcess.run(Main.class, data(), arguments.toArray(String[]::new));
    }

    @Test
    void contractsKeepTheTermsTheyWereDeployedWith() throws Exception {
        Path file = data().resolve("openledger.toml");
        Files.writeString(file, """
                [answers]
                price_gwei = 2345

                [contracts]
                challenge_window_seconds = 7
                """);
        NodeProcess first = up();
        assertThat(first.awaitReady()).as(first.output()).isTrue();
        try (NodeClient client = first.client()) {
            assertThat(client.overview().node().priceGwei()).isEqualTo(2345);
        }
        first.stop();

        NodeProcess changed = up("--set", "contracts.challenge_window_seconds=8");
        assertThat(changed.awaitEnd()).isEqualTo(REFUSED);
        assertThat(changed.output())
                .contains("contracts.challenge_window_seconds is 8 (--set contracts.challenge_window_seconds),"
                        + " the contract has 7");

        Files.delete(file);
        NodeProcess again = up("--set", "contracts.minimum_bond_gwei=1000000000");
        assertThat(again.awaitReady())
                .as("a default is no claim about contracts that exist: %s", again.output())
                .isTrue();
        again.stop();
    }

    @Test
    void whatNobodyKnowsIsRefusedBeforeAnythingStarts() throws Exception {
        NodeProcess refused = up("--set", "answers.prise_gwei=1");
        assertThat(refused.awaitEnd()).isEqualTo(REFUSED);
        assertThat(refused.output())
                .isEqualToIgnoringNewLines("openledger: there is no setting answers.prise_gwei (--set"
                        + " answers.prise_gwei): did you mean answers.price_gwei? All settings: openledger config"
                        + " --explain");
        try (var files = Files.list(data())) {
            assertThat(files).isEmpty();
        }
    }
}
