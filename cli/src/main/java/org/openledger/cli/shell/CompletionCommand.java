package org.openledger.cli.shell;

import org.openledger.cli.option.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: prints what a shell must read to complete the program's words. */
@Work.Of(Work.USE)
@Command(
        name = "completion",
        description = "Print a script that lets your shell complete commands and options.",
        footer = {
            "",
            "Examples:",
            "  openledger completion bash > ~/.local/share/bash-completion/completions/openledger",
            "  openledger completion fish > ~/.config/fish/completions/openledger.fish"
        })
public final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    @Override
    public void run() {
        System.out.print(shell.script(spec.root().commandLine()));
    }
}
