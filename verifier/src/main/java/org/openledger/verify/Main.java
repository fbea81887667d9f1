package org.openledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.reward.RewardLeaves;
import org.openledger.verify.reward.RewardTree;

/** The verifier's command line for receipts: one line for each check, and the exit status for scripts. */
public final class Main {
    /** Every check passed or had nothing to check. */
    public static final int ACCEPTED = 0;
    /** A check failed. */
    public static final int REFUSED = 1;
    /** The arguments make no sense, or the file cannot be read. */
    public static final int USAGE = 2;

    private static final String HELP = """
            usage: java -jar openledger-verifier.jar [--json] [--operator 0x...] FILE
                   java -jar openledger-verifier.jar --audit [--operator 0x...] FILE...
                   java -jar openledger-verifier.jar --leaves [--root 0x...] [--digest ...] FILE
                   java -jar openledger-verifier.jar --dataset DIR

            Checks an exported OpenLedger receipt, the trail of an agent, a pack of evidence (a ZIP), or a version of a
            Datanet, without any network.
              --operator ADDRESS  refuse receipts of any other operator
              --block HASH        of packs: the hash of a block of the chain, as you know it from elsewhere; what the pack
                                  shows of the chain must be as of it
              --json              print the checks as JSON
              --contract-wallet ADDRESS  of trails: a contract whose signatures were checked on chain
              --dataset           check a folder of a version: rows, leaves, root, signatures, log, and every file
              --audit             from all receipts of an epoch, what its audit releases to each contributor; rewards of
                                  decisions of agents, which trails have, are not counted in
              --leaves            from the file of an epoch's leaves, its root, total and digest; they have to be
                                  those that the chain has
              --root, --digest    refuse leaves of another root or digest
            Exit status: 0 accepted, 1 refused, 2 wrong usage or unreadable file.
            """;

    private final PrintStream out;
    private final PrintStream error;

    private Main(PrintStream out, PrintStream error) {
        this.out = out;
        this.error = error;
    }

    /** Runs the command and returns its exit status. */
    public static int run(String[] arguments, PrintStream out, PrintStream error) {
        return new Main(out, error).run(new ArrayDeque<>(List.of(arguments)));
    }

    private int run(Deque<String> arguments) {
        boolean json = false;
        boolean audit = false;
        boolean leaves = false;
        Optional<String> root = Optional.empty();
        Optional<String> digest = Optional.empty();
        Optional<String> operator = Optional.empty();
        List<String> files = new ArrayList<>();
        while (!arguments.isEmpty()) {
            String argument = arguments.pop();
            if (argument.equals("--help") || argument.equals("-h")) {
                out.print(HELP);
                return ACCEPTED;
            } else if (argument.equals("--json")) {
                json = true;
            } else if (argument.equals("--audit")) {
                audit = true;
            } else if (argument.equals("--leaves")) {
                leaves = true;
            } else if (argument.equals("--operator") && !arguments.isEmpty()) {
                operator = Optional.of(arguments.pop());
            } else if (argument.equals("--root") && !arguments.isEmpty()) {
                root = Optional.of(arguments.pop());
            } else if (argument.equals("--digest") && !arguments.isEmpty()) {
                digest = Optional.of(arguments.pop());
            } else if (argument.startsWith("-")) {
                return usage("unknown option or missing value: " + argument);
            } else {
                files.add(argument);
            }
        }
        if (leaves) {
            return json || audit || operator.isPresent() || files.size() != 1
                    ? usage("--leaves takes one file, and --root and --digest alone beside it")
                    : leaves(files.get(0), root, digest);
        }
        if (root.isPresent() || digest.isPresent()) {
            return usage("--root and --digest are for --leaves");
        }
        if (audit) {
            return json || files.isEmpty()
                    ? usage("name an epoch's files; --audit prints no JSON")
                    : audit(files, operator);
        }
        if (files.size() != 1) {
            return usage("name one file");
        }
        return check(files.get(0), operator, json);
    }

    private int check(String file, Optional<String> operator, boolean json) {
        List<Check> checks;
        try {
            checks = Verifier.check(read(Path.of(file)), new Verifier.Options(operator));
        } catch (IOException | InvalidPathException e) {
            return usage("cannot read " + file + ": " + e.getMessage());
        } catch (VerifyException e) {
            return usage(e.getMessage());
        }
        return report(file, checks, json, out);
    }

    /**
     * Prints the checks of a file and returns the exit status.
     *
     * @param name what people call the file
     * @param json whether to print them as JSON
     */
    public static int report(String name, List<Check> checks, boolean json, PrintStream out) {
        boolean accepted = Verifier.accepted(checks);
        if (json) {
            printJson(name, checks, accepted, out);
        } else {
            printLines(checks, accepted, out);
        }
        return accepted ? ACCEPTED : REFUSED;
    }

    private int audit(List<String> files, Optional<String> operator) {
        EpochFiles epoch = new EpochFiles(new Verifier.Options(operator));
        for (String file : files) {
            try {
                epoch.add(read(Path.of(file)));
            } catch (IOException | InvalidPathException e) {
                return usage("cannot read " + file + ": " + e.getMessage());
            } catch (VerifyException e) {
                out.println("Refused: " + file + ": " + e.getMessage());
                return REFUSED;
            }
        }
        for (EpochAudit.Outcome each : epoch.outcomes()) {
            out.printf(
                    "%s paid %s, waited %s: released %s, returned %s, netted %s; earned %s%n",
                    each.contributor(),
                    OpenAmount.of(each.paidGwei()),
                    OpenAmount.of(each.waitingGwei()),
                    OpenAmount.of(each.releasedGwei()),
                    OpenAmount.of(each.returnedGwei()),
                    OpenAmount.of(each.nettedGwei()),
                    OpenAmount.of(each.paidGwei() + each.changeGwei()));
        }
        out.println(epoch.sentence());
        return ACCEPTED;
    }

    private int leaves(String file, Optional<String> root, Optional<String> digest) {
        try {
            RewardLeaves leaves = RewardLeaves.parse(Files.readAllBytes(Path.of(file)));
            RewardTree tree = leaves.tree();
            String found = Hex.prefixed(tree.root());
            root.ifPresent(expected ->
                    Require.that(found.equals(expected), "the leaves have the root " + found + ", not " + expected));
            digest.ifPresent(expected -> Require.that(
                    leaves.digest().equals(expected),
                    "the file has the digest " + leaves.digest() + ", not " + expected));
            out.printf(
                    "%d accounts in ascending order, of epoch %d of %s.%nroot   %s%ntotal  %s wei%ndigest %s%n",
                    leaves.cumulativeWei().size(),
                    leaves.epoch(),
                    leaves.operator(),
                    found,
                    tree.totalWei(),
                    leaves.digest());
            return ACCEPTED;
        } catch (IOException | InvalidPathException e) {
            return usage("cannot read " + file + ": " + e.getMessage());
        } catch (VerifyException e) {
            out.println("Refused: " + file + ": " + e.getMessage());
            return REFUSED;
        }
    }

    /** Reads one byte more than is allowed, which the canonical check then refuses, and never more. */
    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(CanonicalJson.MAX_BYTES + 1);
        }
    }

    private static void printLines(List<Check> checks, boolean accepted, PrintStream out) {
        for (Check check : checks) {
            String mark = switch (check.outcome()) {
                case PASSED -> "✓";
                case FAILED -> "✗";
                case ABSENT, NOT_REACHED -> "○";
            };
            out.printf("%s %-10s %s%n", mark, check.name(), check.detail());
        }
        out.println(accepted ? "Accepted." : "Refused: " + failures(checks) + ".");
    }

    private static void printJson(String file, List<Check> checks, boolean accepted, PrintStream out) {
        List<Json.JsonObject> items = checks.stream()
                .map(check -> Json.object()
                        .put("name", check.name().toString())
                        .put("outcome", check.outcome().toString())
                        .put("detail", check.detail())
                        .build())
                .toList();
        Json result = Json.object()
                .put("file", file)
                .put("accepted", new Json.JsonBoolean(accepted))
                .put("checks", Json.array(items))
                .build();
        out.println(new String(CanonicalJson.write(result), StandardCharsets.UTF_8));
    }

    private static String failures(List<Check> checks) {
        List<String> names = checks.stream()
                .filter(Check::failed)
                .map(check -> check.name().toString())
                .toList();
        return String.join(", ", names);
    }

    private int usage(String problem) {
        error.println("openledger-verifier: " + problem);
        error.print(HELP);
        return USAGE;
    }
}
