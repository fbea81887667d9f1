package org.openledger.verify.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.verify.agency.TrailCommand;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.dataset.DatasetFolder;
import org.openledger.verify.evidence.EvidencePack;
import org.openledger.verify.evidence.PackCommand;

/** The verifier: {@code --dataset DIR} checks a version of a Datanet, a ZIP is a pack of evidence, {@link TrailCommand} knows the rest. */
public final class Main {
    private static final String DATASET = "--dataset";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(
                arguments,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8)));
    }

    /** Runs the command and returns its exit status: 0 accepted, 1 refused, 2 wrong usage or unreadable. */
    public static int run(String[] arguments, PrintStream out, PrintStream error) {
        Optional<String> pack = pack(arguments);
        if (pack.isPresent()) {
            return evidence(pack.get(), arguments, out, error);
        }
        if (!List.of(arguments).contains(DATASET)) {
            return TrailCommand.run(arguments, out, error);
        }
        if (arguments.length != 2 || !arguments[0].equals(DATASET)) {
            error.println("openledger-verifier: name one folder after " + DATASET + ", which takes no other option");
            return org.openledger.verify.Main.USAGE;
        }
        try {
            return report(DatasetFolder.check(Path.of(arguments[1])), out);
        } catch (IOException | InvalidPathException | VerifyException | ClassCastException e) {
            error.println("openledger-verifier: cannot read " + arguments[1] + " as a version of a Datanet: "
                    + e.getMessage());
            return org.openledger.verify.Main.USAGE;
        }
    }

    /** The argument that names a ZIP. */
    private static Optional<String> pack(String... arguments) {
        try {
            return Arrays.stream(arguments)
                    .filter(argument -> !argument.startsWith("-") && PackCommand.isOne(Path.of(argument)))
                    .findFirst();
        } catch (InvalidPathException noFile) {
            return Optional.empty();
        }
    }

    private static int evidence(String file, String[] arguments, PrintStream out, PrintStream error) {
        List<String> rest = new ArrayList<>(List.of(arguments));
        rest.remove(file);
        boolean json = rest.remove("--json");
        Optional<String> operator = taken(rest, "--operator");
        Optional<String> block = taken(rest, "--block");
        if (!rest.isEmpty()) {
            error.println("openledger-verifier: a pack of evidence takes --operator ADDRESS, --block HASH and --json"
                    + " beside it, not " + String.join(" ", rest));
            return org.openledger.verify.Main.USAGE;
        }
        try {
            return PackCommand.run(Path.of(file), new EvidencePack.Wanted(operator, block), json, out);
        } catch (IOException | VerifyException e) {
            error.println("openledger-verifier: cannot read " + file + ": " + e.getMessage());
            return org.openledger.verify.Main.USAGE;
        }
    }

    /** The value after an option, both taken out of the arguments. */
    private static Optional<String> taken(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        if (at < 0 || at + 1 == arguments.size()) {
            return Optional.empty();
        }
        arguments.remove(at);
        return Optional.of(arguments.remove(at));
    }

    private static int report(DatasetFolder.Report report, PrintStream out) {
        report.wrong().forEach(sentence -> out.println("✗ " + sentence));
        report.byContract()
                .forEach(sentence ->
                        out.println("? " + sentence + ": if it is a contract wallet, only the chain can check it"));
        boolean accepted = report.wrong().isEmpty();
        out.printf(
                "%s: %s, version %d: %d rows, %d that were taken back, %d contributions%n",
                accepted ? "Accepted" : "Refused",
                report.name(),
                report.number(),
                report.rows(),
                report.withdrawn(),
                report.contributions());
        return accepted ? org.openledger.verify.Main.ACCEPTED : org.openledger.verify.Main.REFUSED;
    }
}
