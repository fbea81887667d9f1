package org.openledger.cli;

import java.util.List;
import org.openledger.cli.option.Work;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: what {@code --help} says of a command, at any depth. */
@Work.Of(Work.USE)
@Command(
        name = "help",
        description = "Show the help of the program, or of a command.",
        footer = {"", "Examples:", "  openledger help", "  openledger help run create"})
final class HelpCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "such as: run create")
    private List<String> names = List.of();

    @Override
    public void run() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        command.getCommandSpec().qualifiedName() + " has no command '" + name + "'");
            }
            command = next;
        }
        command.usage(System.out);
    }
}
