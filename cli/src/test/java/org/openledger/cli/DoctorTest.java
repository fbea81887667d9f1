package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.NodeClient;
import org.openledger.store.JavaProgram;

/** Runs {@code openledger doctor} as a person does, and looks at the machine itself for what is true. */
@Tag("integration")
final class DoctorTest {
    private static final Pattern LINES = Pattern.compile("([✓·✗]) (\\S+) +(.*)");
    private static final Pattern GIGABYTES = Pattern.compile("(\\d+\\.\\d) GB");

    @TempDir
    Path folder;

    private record Line(String mark, String sentence) {}

    /** What it printed, by the name of what was looked at. */
    private record Said(int exitCode, Map<String, Line> lines) {
        Line line(String name) {
            return Objects.requireNonNull(lines.get(name), name);
        }

        String good(String name) {
            assertThat(line(name).mark()).as(line(name).sentence()).isEqualTo("✓");
            return line(name).sentence();
        }

        String bad(String name) {
            assertThat(line(name).mark()).as(line(name).sentence()).isEqualTo("✗");
            assertThat(exitCode).isEqualTo(1);
            return line(name).sentence();
        }
    }

    @Test
    void everyLineIsTrueOfThisMachine() throws Exception {
        int port = freePort();
        Said said = doctor(System.getenv("PATH"), folder, port);
        assertThat(said.good("JDK")).contains("Java " + Runtime.version());
        assertThat(said.good("Node.js")).contains(output("node", "--version"));
        assertThat(said.good("anvil")).contains(Loop.home().resolve("contracts").toString());
        assertThat(said.good("port")).contains(String.valueOf(port));
        assertThat(said.good("disk")).contains(folder.toString());
        assertThat(gigabytes(said.good("disk")))
                .isCloseTo(Files.getFileStore(folder).getUsableSpace() / 1e9, within(1.0));
        assertThat(gigabytes(said.good("memory"))).isCloseTo(memoryGigabytes(), within(0.1));
        assertThat(said.good("processor")).contains(Runtime.getRuntime().availableProcessors() + " cores");
        assertThat(said.good("processor").contains("AVX-512"))
                .isEqualTo(Files.readString(Path.of("/proc/cpuinfo")).contains(" avx512f"));
        for (String optional : List.of("Chromium", "PostgreSQL")) {
            Line line = said.line(optional);
            assertThat(line.mark()).isIn("✓", "·");
            boolean found = line.mark().equals("✓");
            assertThat(found && Files.isExecutable(Path.of(line.sentence()))).isEqualTo(found);
            assertThat(line.sentence().startsWith("not installed")).isNotEqualTo(found);
        }
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void aTakenPortIsBad() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = doctor(System.getenv("PATH"), folder, taken.getLocalPort());
            assertThat(said.bad("port")).contains(String.valueOf(taken.getLocalPort()), "--port");
        }
    }

    @Test
    void aMissingOrOldNodeIsBad() throws Exception {
        assertThat(doctor(folder.toString(), folder, freePort()).bad("Node.js")).contains("install Node.js 20");
        Path old = Files.writeString(folder.resolve("node"), "#!/bin/sh\necho v18.19.1\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwx------"));
        assertThat(doctor(folder.toString(), folder, freePort()).bad("Node.js")).contains("install Node.js 20");
    }

    /** The kernel's own file system has no room for anybody. */
    @Test
    void tooLittleRoomIsBad() throws Exception {
        Said said = doctor(System.getenv("PATH"), Path.of("/proc/openledger"), freePort());
        assertThat(said.bad("disk")).contains("/proc", "--data");
    }

    @Test
    void jsonSaysTheSame() throws Exception {
        assumeLinux();
        Process process = process(System.getenv("PATH"), folder, freePort(), "--json");
        Doctor.Finding[] findings =
                NodeClient.JSON.readValue(process.getInputStream().readAllBytes(), Doctor.Finding[].class);
        assertThat(process.waitFor()).isZero();
        assertThat(findings)
                .extracting(Doctor.Finding::name)
                .startsWith("JDK", "Node.js", "anvil", "port", "disk", "memory", "processor");
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.state()).isNotEqualTo(Doctor.State.BAD);
            assertThat(finding.says()).isNotEmpty();
        });
    }

    private Said doctor(String path, Path data, int port) throws IOException, InterruptedException {
        assumeLinux();
        Process process = process(path, data, port);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, Line> lines = new LinkedHashMap<>();
        for (String line : out.lines().toList()) {
            Matcher parts = LINES.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            lines.put(parts.group(2), new Line(parts.group(1), parts.group(3)));
        }
        return new Said(process.waitFor(), lines);
    }

    private static void assumeLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: what is true is read from /proc");
    }

    private static Process process(String path, Path data, int port, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("doctor", "--data", data.toString(), "--port", String.valueOf(port)));
        arguments.addAll(List.of(more));
        ProcessBuilder builder = JavaProgram.of(Main.class, arguments.toArray(String[]::new));
        builder.environment().put("PATH", path);
        builder.environment().put("OPENLEDGER_HOME", Loop.home().toString());
        return builder.redirectErrorStream(true).start();
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static double gigabytes(String sentence) {
        Matcher found = GIGABYTES.matcher(sentence);
        assertThat(found.find()).as(sentence).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static double memoryGigabytes() throws IOException {
        String total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst();
        return Long.parseLong(total.replaceAll("\\D", "")) * 1024 / 1e9;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
