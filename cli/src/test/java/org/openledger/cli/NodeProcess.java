package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openledger.client.NodeClient;
import org.openledger.store.JavaProgram;

/** A node in a process of its own, so that it can be killed. */
public final class NodeProcess {
    private static final long START_TIMEOUT_MILLIS = 120_000;
    private static final long STOP_TIMEOUT_SECONDS = 60;
    private static final int POLL_MILLIS = 20;

    private final Process process;
    private final Path data;
    private final Path output;

    private NodeProcess(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    public static NodeProcess start(Path data) throws IOException {
        return run(Main.class, data, "up", "--data", data.toString(), "--port", "0");
    }

    /** Any program that starts a node on the folder. */
    static NodeProcess run(Class<?> program, Path data, String... arguments) throws IOException {
        Files.deleteIfExists(data.resolve(NodeClient.ADDRESS_FILE));
        Path output = data.resolveSibling("node.out");
        ProcessBuilder builder = JavaProgram.of(program, arguments);
        builder.environment().put("OPENLEDGER_HOME", Loop.home().toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new NodeProcess(process, data, output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits until it listens; false when it ended before. */
    public boolean awaitReady() throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + START_TIMEOUT_MILLIS;
        while (!Files.exists(data.resolve(NodeClient.ADDRESS_FILE))) {
            if (!process.isAlive()) {
                return false;
            }
            assertThat(System.currentTimeMillis()).as(output()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    public NodeClient client() {
        return NodeClient.ofDataFolder(data);
    }

    /** Kills its anvil, if one runs just now. */
    void killChain() {
        process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("anvil"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it ends by itself, and gives its exit code. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Asks it to stop, and gives its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
