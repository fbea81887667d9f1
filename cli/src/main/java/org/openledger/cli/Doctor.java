package org.openledger.cli;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openledger.app.Configuration;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.verify.bytes.Worded;

/** Looks at the machine: is everything here that a node, a build and the tests need, and what to do where not. */
final class Doctor {
    private static final int NEEDED_JDK = 25;
    private static final int NEEDED_NODE = 20;
    private static final long NEEDED_DISK_BYTES = 2L << 30;
    private static final long NEEDED_MEMORY_BYTES = 2L << 30;
    private static final int COMMAND_TIMEOUT_SECONDS = 10;

    private final Path home;
    private final Path data;
    private final String host;
    private final int port;

    Doctor(Path data, String host, int port) {
        this.home = Configuration.homeFolder();
        this.data = data.toAbsolutePath();
        this.host = host;
        this.port = port;
    }

    enum State implements Worded {
        GOOD("✓"),
        /** Something works without it; said so in the sentence. */
        OPTIONAL_MISSING("·"),
        BAD("✗");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }

        /** As a line for people begins. */
        String mark() {
            return mark;
        }

        @Override
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One thing looked at.
     *
     * @param name what it is
     * @param state how it is
     * @param says so in a sentence, with what to do
     */
    record Finding(String name, State state, String says) {}

    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(nodeJs());
        findings.add(anvil());
        List<Finding> running = runningNode();
        findings.add(freePort(!running.isEmpty()));
        findings.add(disk());
        findings.add(memory());
        findings.add(processor());
        findings.add(chromium());
        findings.add(postgres());
        findings.addAll(running);
        return findings;
    }

    /** What the node on this data folder says of its parts; nothing where none runs. */
    private List<Finding> runningNode() {
        try (NodeClient node = NodeClient.ofDataFolder(data)) {
            return node.readiness().checks().stream()
                    .map(check ->
                            new Finding("node-" + check.name(), check.ready() ? State.GOOD : State.BAD, check.says()))
                    .toList();
        } catch (ClientException none) {
            return List.of();
        }
    }

    private static Finding jdk() {
        int version = Runtime.version().feature();
        return needed(
                "JDK",
                version >= NEEDED_JDK,
                "Java " + Runtime.version(),
                "this is Java " + version + "; install JDK " + NEEDED_JDK + " and set JAVA_HOME to it");
    }

    private static Finding nodeJs() {
        Optional<String> version = firstLine("node", "--version");
        boolean enough = version.map(text -> major(text) >= NEEDED_NODE).orElse(false);
        return needed(
                "Node.js",
                enough,
                "Node.js " + version.orElse(""),
                "install Node.js " + NEEDED_NODE + " or newer: the build and the embedded chain come from npm");
    }

    private Finding anvil() {
        Path folder = home.resolve("contracts/node_modules/@foundry-rs");
        return needed(
                "anvil",
                Files.isDirectory(folder.resolve("anvil")),
                "the embedded chain is installed in " + folder,
                "the embedded chain is not installed; run: npm ci --prefix " + home.resolve("contracts")
                        + ", or use another network with --chain URL");
    }

    /** @param ofNode whether a node runs on the data folder, so that its port is taken, as it should be */
    private Finding freePort(boolean ofNode) {
        if (ofNode) {
            return new Finding("port", State.GOOD, "a node runs on " + data + "; what it says of itself is below");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return new Finding("port", State.GOOD, "port " + port + " on " + host + " is free");
        } catch (IOException e) {
            return new Finding(
                    "port",
                    State.BAD,
                    "port " + port + " on " + host + " cannot be used (" + e.getMessage()
                            + "); start with another one: --port N");
        }
    }

    private Finding disk() {
        Path folder = data;
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            boolean writable = Files.isWritable(folder);
            return needed(
                    "disk",
                    writable && free >= NEEDED_DISK_BYTES,
                    gigabytes(free) + " free in " + folder,
                    writable
                            ? "only " + gigabytes(free) + " free in " + folder + "; the demo needs "
                                    + gigabytes(NEEDED_DISK_BYTES) + ": free some, or use --data elsewhere"
                            : folder + " cannot be written to: choose another folder with --data");
        } catch (IOException e) {
            return new Finding("disk", State.BAD, "cannot read " + folder + ": " + e.getMessage());
        }
    }

    private static Finding memory() {
        long total = totalMemoryBytes();
        return needed(
                "memory",
                total >= NEEDED_MEMORY_BYTES,
                gigabytes(total) + " of memory",
                "this machine has " + gigabytes(total) + " of memory; a node with the demo's model needs "
                        + gigabytes(NEEDED_MEMORY_BYTES));
    }

    private static long totalMemoryBytes() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }

    private static Finding processor() {
        String flags = processorFlags();
        String machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores";
        if (!machine.startsWith("Linux on amd64")) {
            return new Finding(
                    "processor",
                    State.BAD,
                    machine
                            + ": the build takes libtorch for linux-x86_64; build with -Djavacpp.platform for this one");
        }
        if (flags.contains(" avx512f")) {
            return new Finding("processor", State.GOOD, machine + ", AVX-512 (SkylakeX kernels are chosen)");
        }
        return needed(
                "processor", flags.contains(" avx2"), machine + ", AVX2", machine + ": without AVX2 it will be slow");
    }

    private static String processorFlags() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags")).findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static Finding chromium() {
        return optional(
                "Chromium",
                Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                        .filter(path -> Files.isExecutable(Path.of(path)))
                        .findFirst(),
                "not installed: only the browser tests need it (apt-get install chromium)");
    }

    private static Finding postgres() {
        return optional(
                "PostgreSQL",
                newestPostgres(),
                "not installed: only --database jdbc:postgresql:… and its tests need it (apt-get install postgresql)");
    }

    private static Optional<String> newestPostgres() {
        Path folder = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.map(version -> version.resolve("bin/initdb"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .max(String::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Finding needed(String name, boolean good, String whenGood, String whenBad) {
        return new Finding(name, good ? State.GOOD : State.BAD, good ? whenGood : whenBad);
    }

    private static Finding optional(String name, Optional<String> found, String whenMissing) {
        return new Finding(name, found.isPresent() ? State.GOOD : State.OPTIONAL_MISSING, found.orElse(whenMissing));
    }

    private static Optional<String> firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!process.waitFor(COMMAND_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.inputReader().lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static int major(String version) {
        String digits = version.replaceFirst("^v", "").replaceFirst("\\..*$", "");
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
