package org.openledger.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command line that was run in this process.
 *
 * @param out lines of standard output
 * @param said lines of standard error
 */
record Ran(int code, List<String> out, List<String> said) {
    static Ran of(List<String> arguments) {
        PrintStream realOut = System.out;
        PrintStream realError = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
            int code = Main.run(arguments.toArray(String[]::new));
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
