package org.openledger.chain.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.chain.ChainException;
import org.openledger.chain.RpcConnection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * One anvil process, which dies with this one: a shell holds the other end of its standard input and kills it when that
 * closes, however this process ended. Where there is setsid, Ctrl+C in the terminal does not reach it: the node still needs
 * it to drain. It mines only when told, and knows no accounts of its own.
 */
final class Anvil implements AutoCloseable {
    static final long GAS_LIMIT = 30_000_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(3);
    private static final Pattern LISTENING = Pattern.compile("Listening on (127\\.0\\.0\\.1:\\d+)");
    private static final String DIE_WITH_PARENT =
            "exec 3<&0; ( trap '' INT HUP; cat <&3 >/dev/null; kill -9 $$ 2>/dev/null ) & exec $(command -v setsid) \"$@\" 3<&- </dev/null";

    private final Process process;
    private final RpcConnection connection;
    private final RpcConnection ping;

    private Anvil(Process process, URI url) {
        this.process = process;
        this.connection = new RpcConnection(url, CALL_TIMEOUT);
        this.ping = new RpcConnection(url, PING_TIMEOUT);
    }

    /** Starts anvil on a free port of 127.0.0.1 and waits until it listens. */
    static Anvil start(Path binary, Path genesis, Path folder) throws IOException {
        Path cache = Files.createDirectories(folder.resolve("anvil-states"));
        ProcessBuilder command = new ProcessBuilder(List.of(
                "/bin/sh",
                "-c",
                DIE_WITH_PARENT,
                "anvil",
                binary.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--init",
                genesis.toString(),
                "--accounts",
                "0",
                "--no-mining",
                "--order",
                "fifo",
                "--hardfork",
                "cancun",
                "--gas-limit",
                Long.toString(GAS_LIMIT),
                "--no-request-size-limit",
                "--cache-path",
                cache.toString(),
                // A web page must not reach past the journal: its origin is never this one.
                "--allow-origin",
                "http://openledger.invalid"));
        command.redirectErrorStream(true);
        Process process = command.start();
        try {
            return new Anvil(process, awaitListening(process));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static URI awaitListening(Process process) throws IOException {
        CompletableFuture<String> address = new CompletableFuture<>();
        // reading a pipe blocks a virtual thread's carrier, of which there are as few as cores
        Thread.ofPlatform().daemon().name("anvil-output").start(() -> drain(process, address));
        try {
            return URI.create("http://" + address.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("anvil did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while anvil was starting", e);
        }
    }

    /** Reads until the process ends, so that it never waits for its output to be taken. */
    private static void drain(Process process, CompletableFuture<String> address) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    address.complete(listening.group(1));
                } else if (!address.isDone()) {
                    said.append(line).append(' ');
                }
            }
        } catch (IOException ended) {
            said.append(ended.getMessage());
        }
        address.completeExceptionally(
                new IOException("it ended, saying: " + said.toString().strip()));
    }

    JsonNode call(String method, JsonNode parameters) throws IOException {
        return connection.call(method, parameters);
    }

    JsonNode call(String method, Object... parameters) throws IOException {
        ArrayNode array = JSON.createArrayNode();
        for (Object parameter : parameters) {
            array.addPOJO(parameter);
        }
        return call(method, array);
    }

    /** Whether it answers at all: a call may take long without anvil being lost. */
    boolean answers() {
        try {
            ping.call("web3_clientVersion", JSON.createArrayNode());
            return process.isAlive();
        } catch (IOException e) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits until the process has ended. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Kills it at once; there is nothing to save. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(START_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
        ping.close();
    }
}
