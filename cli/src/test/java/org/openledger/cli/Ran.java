package org.openledger.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command line that was run in this process.
 *
 * @param out what stood on standard output
 * @param said what stood on standard error
 */
record Ran(int code, String out, String said) {
    static Ran of(List<String> words) {
        return reading(new byte[0], words);
    }

    /** @param input what stands on standard input */
    static Ran reading(byte[] input, List<String> words) {
        InputStream realIn = System.in;
        PrintStream realOut = System.out;
        PrintStream realError = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(input));
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
            return new Ran(
                    Main.run(words.toArray(String[]::new)),
                    out.toString(StandardCharsets.UTF_8),
                    error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(realIn);
            System.setOut(realOut);
            System.setErr(realError);
        }
    }
}
