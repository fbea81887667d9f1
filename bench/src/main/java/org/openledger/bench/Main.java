package org.openledger.bench;

import org.openledger.cli.Program;
import picocli.CommandLine;

/** The whole program: everybody's commands, and those that measure. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Program.main(commands(), arguments);
    }

    static CommandLine commands() {
        return Program.of(org.openledger.cli.Main.commands()
                .addSubcommand(new LdsCommand())
                .addSubcommand(new ValueCommand())
                .addSubcommand(new BenchCommand()));
    }
}
