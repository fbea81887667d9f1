package org.openledger.cli.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Work;
import org.openledger.client.NodeClient;
import org.openledger.client.evidence.EvidenceWanted;
import org.openledger.store.Refusal;
import org.openledger.verify.evidence.Claim;
import org.openledger.verify.evidence.EvidencePack;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evidence}: a pack, checked as it arrives. */
@Work.Of(Work.AUDIT)
@Command(
        name = "evidence",
        description = {
            "Write one file with all that shows what a model, a version of a Datanet, an answer or an agent's act rests on.",
            "The verifier checks it without any network. It has rows of published versions, and receipts without question and"
                    + " answer."
        },
        footer = {
            "",
            "Examples:",
            "  openledger evidence --model sourdough --out sourdough.zip",
            "  openledger evidence --datanet 1@2 --out kitchen.zip",
            "  openledger evidence --receipt 0f3a… --conversation --out answer.zip",
            "  java -jar openledger-verifier.jar answer.zip"
        })
public final class EvidenceCommand extends NodeCommand {
    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(
            names = "--conversation",
            description = "with the receipt's question and answer; for the payer and the administrator")
    private boolean conversation;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the ZIP to write")
    private OutputFile out = OutputFile.NONE;

    @Mixin
    private JsonOption json = new JsonOption();

    /** What the pack is of: one of these. */
    static final class Subject {
        @Option(
                names = "--model",
                paramLabel = "NAME",
                description = "a model: its newest version, or NAME@NUMBER, or an id")
        private @Nullable String model;

        @Option(
                names = "--datanet",
                paramLabel = "ID@N",
                description = "version N of a Datanet; ID alone is its newest")
        private @Nullable String datanet;

        @Option(names = "--receipt", paramLabel = "ID", description = "an answer")
        private @Nullable String receipt;

        @Option(
                names = "--action",
                paramLabel = "ID",
                description = "what an agent did, with all of its mandates' family")
        private @Nullable String action;

        String of() {
            return Stream.of(model, datanet, receipt, action)
                    .flatMap(text -> Optional.ofNullable(text).stream())
                    .findFirst()
                    .orElse("");
        }
    }

    /** What was written, as programs read it. */
    private record Written(String subject, int parts, int bytes, List<Answer> answers) {}

    private record Answer(String question, String answer) {}

    @Override
    public void run(NodeClient node) throws IOException {
        byte[] pack = node.makeEvidence(new EvidenceWanted(subject.of(), conversation));
        EvidencePack.Report report = EvidencePack.check(pack, EvidencePack.Wanted.nothing());
        if (!report.wrong().isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.FAILED, "what the node sent does not hold: " + String.join("; ", report.wrong()));
        }
        Files.write(out.path(), pack);
        List<Answer> answers = Arrays.stream(Claim.Question.values())
                .map(question -> new Answer(
                        question.sentence(),
                        Claim.answer(report.claims(), question).word()))
                .toList();
        json.print(new Written(report.subject(), report.parts(), pack.length, answers), () -> {
            answers.forEach(each -> System.out.printf("%-36s %s%n", each.question(), each.answer()));
            System.out.printf(
                    "%s: evidence of %s, %d parts, %,d bytes; checked%n",
                    out, report.subject(), report.parts(), pack.length);
        });
    }
}
