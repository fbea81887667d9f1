package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.api.http.NpmClients;
import org.openledger.app.Node;

/** Runs tests of the page, which drive it in a real Chromium, against a node. */
final class PageScripts {
    private PageScripts() {}

    /**
     * Runs them one after another; skips the calling test where there is no Chromium.
     *
     * @param key of the API, which the page is given with its link
     * @param more for their environment
     * @param scripts by their names before {@code .test.mjs}
     */
    static void run(Node node, String key, Map<String, String> more, List<String> scripts)
            throws IOException, InterruptedException {
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(chromium.isPresent(), "skipped: Chromium is not installed (apt-get install chromium)");
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-concurrency=1"));
        scripts.forEach(name -> command.add("e2e/" + name + ".test.mjs"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(NpmClients.installed(Loop.home().resolve("web")).toFile());
        builder.environment().put("CHROMIUM", chromium.get().toString());
        builder.environment().put("OPENLEDGER_LINK", node.pageLink() + "&key=" + key);
        builder.environment().put("OPENLEDGER_QUESTION", Loop.QUESTION);
        builder.environment().putAll(more);
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
    }
}
