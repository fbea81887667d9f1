package org.openledger.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openledger.cli.Main;
import org.openledger.cli.Program;
import picocli.CommandLine;

@Tag("integration")
final class CompletionCommandTest {
    private static final CommandLine ALL = Program.of(Main.commands());

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aScriptNamesEveryCommandAndOption(Shell shell) {
        String script = shell.script(ALL);
        for (CommandWords words : CommandWords.of(ALL)) {
            words.commands().forEach(word -> assertThat(script).contains(word.text()));
            words.options().stream()
                    .flatMap(option -> Stream.of(option.names()))
                    .forEach(name -> assertThat(script).contains(name.replaceFirst("^-+", "")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theShellTakesItsScript(Shell shell) throws Exception {
        Path script = script(shell);
        assertThat(said(shell, "-n", script.toString())).isEmpty();
    }

    @Test
    void bashCompletesACommand() throws Exception {
        String asked = "source " + script(Shell.BASH)
                + "; COMP_WORDS=(openledger tr); COMP_CWORD=1; COMP_LINE='openledger tr';"
                + " COMP_POINT=13; _complete_openledger; echo \"${COMPREPLY[@]}\"";
        assertThat(said(Shell.BASH, "-c", asked)).containsExactly("trace-rows");
    }

    @Test
    void fishCompletesACommandOfACommandAndItsOptions() throws Exception {
        Path script = script(Shell.FISH);
        assertThat(said(Shell.FISH, "-c", "source " + script + "; complete -C 'openledger run cr'"))
                .anyMatch(line -> line.startsWith("create\t"));
        assertThat(said(Shell.FISH, "-c", "source " + script + "; complete -C 'openledger run create --held'"))
                .anyMatch(line -> line.startsWith("--held-out\t"));
    }

    private Path script(Shell shell) throws IOException {
        return Files.writeString(folder.resolve("script"), shell.script(ALL));
    }

    /** What a shell prints; the test is passed over where it is not installed, which bash is everywhere. */
    private static List<String> said(Shell shell, String... arguments) throws Exception {
        boolean installed = Stream.of("/bin/", "/usr/bin/", "/usr/local/bin/")
                .anyMatch(where -> Files.isExecutable(Path.of(where + shell)));
        assumeTrue(installed || shell == Shell.BASH, shell + " is not installed");
        Process process = new ProcessBuilder(Stream.concat(Stream.of(shell.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        process.waitFor();
        return lines;
    }
}
