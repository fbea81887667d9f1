package org.openledger.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openledger.cli.Program;
import picocli.CommandLine;

/**
 * A command line that was run in this process.
 *
 * @param out lines of standard output
 * @param said lines of standard error
 */
record Ran(int code, List<String> out, List<String> said) {
    static Ran of(List<String> arguments) {
        return of(Main.commands(), arguments);
    }

    /** @param commands that may have run before: to make all of them takes longer than most that they do */
    static Ran of(CommandLine commands, List<String> arguments) {
        PrintStream realOut = System.out;
        PrintStream realError = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
            commands.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
            int code = Program.run(commands, arguments.toArray(String[]::new));
            return new Ran(code, lines(out), lines(error));
        } finally {
            System.setOut(realOut);
            System.setErr(realError);
        }
    }

    private static List<String> lines(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
