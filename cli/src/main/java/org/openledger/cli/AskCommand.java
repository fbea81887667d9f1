package org.openledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.client.Asked;
import org.openledger.client.NodeClient;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.openai.SupportOptions;
import org.openledger.retrieval.SearchRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ask}: one question to a model of a running node. */
@Work.Of(Work.USE)
@Command(
        name = "ask",
        description = "Ask a model one question.",
        footer = {
            "",
            "Examples:",
            "  openledger ask kitchen \"How do I feed my starter?\" --key ol_…",
            "  openledger ask kitchen \"How do I feed my starter?\" --key ol_… --datanet 1 --sources 8",
            "  openledger ask kitchen \"How do I feed my starter?\" --key ol_… --min-support 0.5"
        })
final class AskCommand extends NodeCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "its name: openledger run")
    private String model = "";

    @Parameters(index = "1", paramLabel = "QUESTION", description = "- reads it from the standard input")
    private String question = "";

    @Option(names = "--key", paramLabel = "KEY", required = true, description = "an API key: openledger key create")
    private String key = "";

    @Option(
            names = "--datanet",
            paramLabel = "ID",
            description = "search this Datanet for sources; again for more Datanets")
    private List<String> datanets = new ArrayList<>();

    @Range(min = 1, max = SearchRequest.MAX_SOURCES)
    @Option(names = "--sources", paramLabel = "N", description = "give the model at most N rows (${DEFAULT-VALUE})")
    private int sources = SearchRequest.SOURCES;

    @Option(names = "--always", description = "give them also where the model is surer of its answer without them")
    private boolean always;

    @Range(min = 0, max = 1)
    @Option(
            names = "--min-support",
            paramLabel = "PART",
            description =
                    "take no answer that rows support by less, from 0 to 1; the sentence that comes instead costs no data part")
    private @Nullable Double minSupport;

    @Override
    public void run(NodeClient node) {
        String text = question.equals("-") ? new InputFile("-").text() : question;
        ChatRequest request = ChatRequest.of(model, text);
        if (!datanets.isEmpty()) {
            request = request.withSources(datanets, sources, always);
        }
        if (minSupport != null) {
            request = request.withSupport(new SupportOptions(minSupport, Optional.empty()));
        }
        Asked<CompletionAnswer> asked = node.chat(key, request);
        CompletionAnswer answer = asked.answer();
        System.out.println(answer.choices()
                .getFirst()
                .message()
                .flatMap(CompletionAnswer.AnswerMessage::content)
                .orElse(""));
        printSources(answer);
        System.out.println("receipt " + asked.receiptId());
    }

    private void printSources(CompletionAnswer answer) {
        List<CompletionAnswer.Citation> citations = answer.citations().orElse(List.of());
        for (CompletionAnswer.Citation source : citations) {
            System.out.printf(
                    "[%d] Datanet %s, row %s, by %s%n",
                    source.number(), source.datanet(), source.row(), source.contributor());
        }
        int leftOut = answer.retrieval()
                .map(CompletionAnswer.RetrievalOutcome::leftOut)
                .orElse(0);
        if (!datanets.isEmpty() && citations.isEmpty()) {
            System.out.println(
                    leftOut == 0
                            ? "nothing was found"
                            : leftOut
                                    + " found, none given: they do not fit, or the model is surer of its answer without them"
                                    + " (--always gives them)");
        } else if (leftOut > 0) {
            System.out.println(leftOut + " more found did not fit the prompt");
        }
    }
}
