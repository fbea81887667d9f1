package org.openledger.builder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of this very project, in copies of it. Neither Maven nor npm is on their path: they could build little. */
@Tag("integration")
final class LauncherTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String LEAF = "cli/src/main/java/org/openledger/cli/terminal/Table.java";
    private static final Set<String> LEFT_OUT =
            Set.of(".git", "node_modules", "surefire-reports", "out", "dist", ".quicklib");

    private static final List<String> NEEDED = List.of(
            "bash", "cat", "dirname", "find", "grep", "mkdir", "readlink", "sed", "sha256sum", "sort", "xargs", "env");

    private record Said(int code, String text) {}

    @TempDir
    static Path tools;

    @TempDir
    Path folder;

    private Path copy;

    @BeforeAll
    static void buildOnceAndChooseTools() throws Exception {
        assertThat(run(PROJECT, System.getenv("PATH"), "doctor").text()).contains("Chromium");
        for (String name : NEEDED) {
            Files.createSymbolicLink(tools.resolve(name), where(name));
        }
    }

    @BeforeEach
    void copyAll() throws IOException {
        copy = folder.resolve("copy");
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                if (LEFT_OUT.contains(each.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(PROJECT.relativize(each)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Files.copy(each, copy.resolve(PROJECT.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.createSymbolicLink(copy.resolve("contracts/node_modules"), PROJECT.resolve("contracts/node_modules"));
    }

    /** JUnit would warn of each link. */
    @AfterEach
    void deletePackages() throws IOException {
        Files.delete(copy.resolve("contracts/node_modules"));
    }

    @AfterAll
    static void deleteTools() throws IOException {
        for (String name : NEEDED) {
            Files.delete(tools.resolve(name));
        }
    }

    private static Path where(String program) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return Path.of(folder, program);
            }
        }
        throw new IllegalStateException(program + " is not on the path");
    }

    private static Said run(Path home, String path, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 2];
        command[0] = where("bash").toString();
        command[1] = home.resolve("openledger").toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("PATH", path, "JAVA_HOME", System.getProperty("java.home")));
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private Said run(String... arguments) throws IOException, InterruptedException {
        return run(copy, tools.toString(), arguments);
    }

    /** A command that needs a build, and ends at once. */
    private Said runSomething() throws IOException, InterruptedException {
        return run("doctor", "--data", folder.resolve("data").toString());
    }

    private void edit(String old, String text) throws IOException {
        String before = Files.readString(copy.resolve(LEAF));
        assertThat(before).contains(old);
        Files.writeString(copy.resolve(LEAF), before.replace(old, text));
    }

    @Test
    void aCopyOfABuiltTreeBuildsNothing() throws Exception {
        assertThat(runSomething().text()).contains("Chromium").doesNotContain("Building", "Compiling", "Fetching");
    }

    @Test
    void aCloneOfABuiltTreeCompilesNothing() throws Exception {
        for (String made : List.of("classes", "state", "page", "bindings")) {
            FileTree.delete(copy.resolve("target/build").resolve(made));
        }
        for (String made : List.of("classes.stamp", "jars.stamp", "page.stamp", "contracts.stamp", "libraries.stamp")) {
            FileTree.delete(copy.resolve("target/build").resolve(made));
        }
        FileTree.delete(copy.resolve("verifier/target"));
        assertThat(runSomething().text()).contains("Chromium").doesNotContain("Compiling", "Fetching");
        assertThat(copy.resolve("verifier/target/openledger-verifier.jar")).exists();
    }

    @Test
    void anEditRunsAndABrokenOneDoesNot() throws Exception {
        edit("final class Table {", "final class Table {\n    private static int edited() { return 1; }");
        Said edited = run("dev", "doctor", "--data", folder.resolve("data").toString());
        assertThat(edited.text()).contains("Chromium").doesNotContain("Compiling");
        edit("return 1;", "return one;");
        Said broken = runSomething();
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.text()).contains("Table.java", "do not compile").doesNotContain("Chromium");
        assertThat(run("--version").text()).startsWith("openledger 0");
    }

    @Test
    void helpBuildsNothing() throws Exception {
        FileTree.delete(copy.resolve("target"));
        for (String help : List.of("--help", "--version")) {
            Said said = run(help);
            assertThat(said.code()).isZero();
            assertThat(said.text()).contains("not built", "./openledger doctor");
        }
        assertThat(copy.resolve("target")).doesNotExist();
    }
}
