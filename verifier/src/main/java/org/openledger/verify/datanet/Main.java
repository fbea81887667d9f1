package org.openledger.verify.datanet;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.openledger.verify.bytes.VerifyException;

/** Checks an exported Datanet: {@code java -cp openledger-verifier.jar org.openledger.verify.datanet.Main FOLDER}. */
public final class Main {
    private static final int ACCEPTED = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(
                arguments,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8)));
    }

    /** Runs the check and returns the exit status: 0 everything holds, 1 something does not, 2 no such folder. */
    public static int run(String[] arguments, PrintStream out, PrintStream error) {
        if (arguments.length != 1) {
            error.println("usage: java -cp openledger-verifier.jar org.openledger.verify.datanet.Main FOLDER");
            return USAGE;
        }
        DatanetFolder.Report report;
        try {
            report = DatanetFolder.check(Path.of(arguments[0]));
        } catch (IOException | VerifyException e) {
            error.println("cannot read " + arguments[0] + " as an exported Datanet: " + e.getMessage());
            return USAGE;
        }
        report.wrong().forEach(sentence -> out.println("✗ " + sentence));
        report.byContract()
                .forEach(sentence ->
                        out.println("? " + sentence + ": if it is a contract wallet, only the chain can check it"));
        out.printf(
                "%s: %d rows and %d leaves without their row, %d contributions, %d versions, %d receipts%n",
                report.wrong().isEmpty() ? "Everything holds" : "Refused",
                report.rows(),
                report.withheld(),
                report.contributions(),
                report.versions(),
                report.receipts());
        return report.wrong().isEmpty() ? ACCEPTED : REFUSED;
    }
}
