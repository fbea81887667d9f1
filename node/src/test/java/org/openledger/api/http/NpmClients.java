package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openledger.chain.local.TestChain;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Other people's client libraries, run by node.js. */
public final class NpmClients {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private NpmClients() {}

    /** A folder of npm packages, installed when they are not. */
    public static Path installed(Path npm) throws IOException, InterruptedException {
        Path installed = npm.resolve("node_modules/.package-lock.json");
        Path locked = npm.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(locked)) < 0) {
            // its own pipes: the test runner talks to Maven over the inherited ones
            Process install = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
                    .directory(npm.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(install.waitFor()).as(said).isZero();
        }
        return npm;
    }

    /**
     * Runs a script of {@code src/test/npm}.
     *
     * @param printed the record that the JSON it prints is read as
     */
    public static <T extends Record> T run(Class<T> printed, String script, String... arguments)
            throws IOException, InterruptedException {
        Path npm = installed(TestChain.contracts().resolveSibling("node").resolve("src/test/npm"));
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(npm.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(out + said).isZero();
        return JSON.readValue(out, printed);
    }
}
