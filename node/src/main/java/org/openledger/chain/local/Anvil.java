package org.openledger.chain.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.chain.ChainException;
import org.openledger.chain.RpcConnection;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * One anvil process, which dies with this one: a shell holds the other end of its standard input and kills it when that
 * closes, however this process ended. Where there is setsid, Ctrl+C in the terminal does not reach it: the node still needs
 * it to drain. It mines only when told, and knows no accounts of its own.
 *
 * <p>Whoever reaches anvil owns the chain: it sets any balance for the asking. So it is asked through a socket of the file
 * system that its owner alone may open. The port that anvil opens beside it cannot be left out, but it stands at a multicast
 * address, to which no TCP connection is ever made (RFC 1122, 4.2.3.10); starting fails where one is.
 */
final class Anvil implements AutoCloseable {
    static final long GAS_LIMIT = 30_000_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(3);
    private static final String UNREACHABLE = "224.0.0.1";
    private static final Pattern LISTENING = Pattern.compile("Listening on [0-9.]+:(\\d+)");
    private static final String NOBODY = "0x" + "0".repeat(40);
    private static final int PROBE_MILLIS = 200;
    /** Longer paths do not fit into a socket's address: 108 bytes on Linux, 104 elsewhere, with the end. */
    private static final int MAX_SOCKET_PATH_BYTES = 100;

    private static final String DIE_WITH_PARENT =
            "exec 3<&0; ( trap '' INT HUP; cat <&3 >/dev/null; kill -9 $$ 2>/dev/null ) & exec $(command -v setsid) \"$@\" 3<&- </dev/null";

    private final Process process;
    private final Path socket;
    private final RpcConnection connection;
    private final RpcConnection ping;

    private Anvil(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
        this.connection = new RpcConnection(new SocketTransport(socket, CALL_TIMEOUT));
        this.ping = new RpcConnection(new SocketTransport(socket, PING_TIMEOUT));
    }

    /** Starts anvil and waits until it listens. */
    static Anvil start(Path binary, Path genesis, Path folder) throws IOException {
        Path socket = socket(folder);
        Path cache = Files.createDirectories(folder.resolve("anvil-states"));
        ProcessBuilder command = new ProcessBuilder(List.of(
                "/bin/sh",
                "-c",
                DIE_WITH_PARENT,
                "anvil",
                binary.toString(),
                "--ipc",
                socket.toString(),
                "--host",
                UNREACHABLE,
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
                cache.toString()));
        command.redirectErrorStream(true);
        Process process = command.start();
        try {
            requireUnreachable(awaitListening(process));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            return new Anvil(process, socket);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** In a folder of its owner's alone, short enough for the address of a socket. */
    private static Path socket(Path folder) throws IOException {
        Path own = folder.resolve("ipc");
        if (own.resolve("anvil").toString().getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_PATH_BYTES) {
            own = Files.createTempDirectory("openledger-chain-");
        } else {
            Files.createDirectories(own);
        }
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        Path socket = own.resolve("anvil");
        Files.deleteIfExists(socket);
        return socket;
    }

    private static void requireUnreachable(int port) throws IOException {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(UNREACHABLE, port), PROBE_MILLIS);
        } catch (IOException unreachable) {
            return;
        }
        throw new IOException("anvil's port " + port + " can be reached by others on this system: use --chain URL");
    }

    private static int awaitListening(Process process) throws IOException {
        CompletableFuture<String> port = new CompletableFuture<>();
        // reading a pipe blocks a virtual thread's carrier, of which there are as few as cores
        Thread.ofPlatform().daemon().name("anvil-output").start(() -> drain(process, port));
        try {
            return Integer.parseInt(port.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("anvil did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while anvil was starting", e);
        }
    }

    /** Reads until the process ends, so that it never waits for its output to be taken. */
    private static void drain(Process process, CompletableFuture<String> port) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    port.complete(listening.group(1));
                } else if (!port.isDone()) {
                    said.append(line).append(' ');
                }
            }
        } catch (IOException ended) {
            said.append(ended.getMessage());
        }
        port.completeExceptionally(
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

    /** The root of the state as it is now, also where something changed it between blocks: 0x and 64 hex digits. */
    String stateRoot() throws IOException {
        JsonNode proof = call("eth_getProof", NOBODY, List.of(), "latest").path("accountProof");
        return "0x"
                + Hex.of(Hashes.keccak256(Hex.parse(proof.path(0).asString("0x").substring(2))));
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

    /** Waits until the process has ended, or for so long. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        process.waitFor(atMost);
    }

    /** Deletes its socket and the folder of that, once it has ended and before another is started there. */
    void deleteSocket() throws IOException {
        Files.deleteIfExists(socket);
        Files.deleteIfExists(Objects.requireNonNull(socket.getParent()));
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
