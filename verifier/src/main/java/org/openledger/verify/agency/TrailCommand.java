package org.openledger.verify.agency;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/** The verifier's command line: a trail is checked here, everything else by {@link org.openledger.verify.Main}. */
public final class TrailCommand {
    private TrailCommand() {}

    /** Runs the command and returns its exit status. */
    public static int run(String[] arguments, PrintStream out, PrintStream error) {
        List<String> rest = new ArrayList<>();
        Set<String> wallets = new HashSet<>();
        Optional<String> operator = Optional.empty();
        boolean json = false;
        List<String> files = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            boolean hasValue = i + 1 < arguments.length;
            if (argument.equals("--contract-wallet") && hasValue) {
                wallets.add(arguments[++i]);
                continue;
            }
            rest.add(argument);
            if (argument.equals("--operator") && hasValue) {
                operator = Optional.of(arguments[++i]);
                rest.add(arguments[i]);
            } else if (argument.equals("--json")) {
                json = true;
            } else if (!argument.startsWith("-")) {
                files.add(argument);
            }
        }
        if (files.size() == 1 && !rest.contains("--audit")) {
            try {
                byte[] bytes = read(Path.of(files.get(0)));
                if (isTrail(bytes)) {
                    return report(
                            files.get(0),
                            TrailVerifier.check(bytes, new TrailVerifier.Options(operator, wallets)),
                            json,
                            out);
                }
            } catch (IOException | InvalidPathException | VerifyException e) {
                error.println("openledger-verifier: cannot read " + files.get(0) + ": " + e.getMessage());
                return org.openledger.verify.Main.USAGE;
            }
        }
        if (!wallets.isEmpty()) {
            error.println("openledger-verifier: --contract-wallet is of trails");
            return org.openledger.verify.Main.USAGE;
        }
        return org.openledger.verify.Main.run(rest.toArray(String[]::new), out, error);
    }

    /** Whether these bytes say that they are a trail; whether that is true is another question. */
    public static boolean isTrail(byte[] bytes) {
        try {
            return Trail.isOne(CanonicalJson.parse(bytes));
        } catch (VerifyException unreadable) {
            return false;
        }
    }

    /** Prints the checks of a trail and returns the exit status. */
    public static int report(String name, List<TrailCheck> checks, boolean json, PrintStream out) {
        boolean accepted = TrailVerifier.accepted(checks);
        if (json) {
            out.println(new String(CanonicalJson.write(json(name, checks, accepted)), StandardCharsets.UTF_8));
        } else {
            for (TrailCheck check : checks) {
                String mark = switch (check.outcome()) {
                    case PASSED -> "✓";
                    case FAILED -> "✗";
                    case ABSENT, NOT_REACHED -> "○";
                };
                out.printf("%s %-10s %s%n", mark, check.name(), check.detail());
            }
            out.println(
                    accepted
                            ? "Accepted."
                            : "Refused: "
                                    + checks.stream()
                                            .filter(TrailCheck::failed)
                                            .map(check -> check.name().toString())
                                            .collect(Collectors.joining(", "))
                                    + ".");
        }
        return accepted ? org.openledger.verify.Main.ACCEPTED : org.openledger.verify.Main.REFUSED;
    }

    private static Json json(String name, List<TrailCheck> checks, boolean accepted) {
        return Json.object()
                .put("file", name)
                .put("accepted", new Json.JsonBoolean(accepted))
                .put(
                        "checks",
                        Json.array(checks.stream()
                                .map(check -> Json.object()
                                        .put("name", check.name().toString())
                                        .put("outcome", check.outcome().toString())
                                        .put("detail", check.detail())
                                        .build())
                                .toList()))
                .build();
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(CanonicalJson.MAX_BYTES + 1);
        }
    }
}
