package org.openledger.verify.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.openledger.verify.Main;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.evidence.Claim.Question;

/** Checks a pack for the verifier's command line. */
public final class PackCommand {
    private static final int HEAD_BYTES = 8;

    private PackCommand() {}

    /** Whether a file begins as a pack does. */
    public static boolean isOne(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return EvidencePack.isOne(in.readNBytes(HEAD_BYTES));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Checks a file and prints what was found; returns the exit status.
     *
     * @param wanted what its reader knows
     */
    public static int run(Path file, EvidencePack.Wanted wanted, boolean json, PrintStream out) throws IOException {
        EvidencePack.Report report;
        try (InputStream in = Files.newInputStream(file)) {
            report = EvidencePack.check(in.readNBytes(EvidencePack.MAX_BYTES), wanted);
        } catch (VerifyException noPack) {
            out.println("✗ " + noPack.getMessage());
            out.println("Refused: " + file);
            return Main.REFUSED;
        }
        return report(file.toString(), report, json, out);
    }

    /** Prints what was found in a pack and returns the exit status. */
    public static int report(String name, EvidencePack.Report report, boolean json, PrintStream out) {
        boolean accepted = report.wrong().isEmpty();
        if (json) {
            out.println(new String(CanonicalJson.write(json(name, report)), StandardCharsets.UTF_8));
        } else {
            report.wrong().forEach(sentence -> out.println("✗ " + sentence));
            report.byContract()
                    .forEach(sentence ->
                            out.println("? " + sentence + ": if it is a contract wallet, only the chain can check it"));
            if (accepted) {
                Arrays.stream(Question.values())
                        .forEach(question -> out.printf(
                                "%-36s %s%n",
                                question.sentence(),
                                Claim.answer(report.claims(), question).word()));
            }
            out.printf(
                    "%s: evidence of %s, %d parts, %d claims%n",
                    accepted ? "Accepted" : "Refused",
                    report.subject(),
                    report.parts(),
                    report.claims().size());
        }
        return accepted ? Main.ACCEPTED : Main.REFUSED;
    }

    private static Json json(String name, EvidencePack.Report report) {
        boolean accepted = report.wrong().isEmpty();
        Json.ObjectBuilder answers = Json.object();
        if (accepted) {
            for (Question question : Question.values()) {
                answers.put(
                        question.word(), Claim.answer(report.claims(), question).word());
            }
        }
        return Json.object()
                .put("file", name)
                .put("accepted", new Json.JsonBoolean(accepted))
                .put("subject", report.subject())
                .put("parts", report.parts())
                .put("answers", answers.build())
                .put("byContract", Json.strings(report.byContract()))
                .put("wrong", Json.strings(report.wrong()))
                .build();
    }
}
