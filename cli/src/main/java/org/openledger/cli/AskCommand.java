package org.openledger.cli;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.client.NodeClient;
import org.openledger.retrieval.SearchRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ask}: one question to a model of a running node. */
@Work.Of(Work.USE)
@Command(
        name = "ask",
        description = "Ask a model one question.",
        footer = {
            "",
            "Examples:",
            "  openledger ask kitchen \"How do I feed my starter?\" --key ol_…",
            "  openledger ask kitchen \"How do I feed my starter?\" --key ol_… --datanet 1 --sources 8"
        })
final class AskCommand extends NodeCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "its name: openledger run")
    private String model = "";

    @Parameters(index = "1", paramLabel = "QUESTION", description = "- reads it from the standard input")
    private String question = "";

    @Option(names = "--key", paramLabel = "KEY", required = true, description = "an API key: openledger account key")
    private String key = "";

    @Option(
            names = "--datanet",
            paramLabel = "ID",
            description = "search this Datanet for sources; again for more Datanets")
    private List<String> datanets = new ArrayList<>();

    @Range(min = 1, max = SearchRequest.MAX_SOURCES)
    @Option(names = "--sources", paramLabel = "N", description = "give the model at most N rows (${DEFAULT-VALUE})")
    private int sources = SearchRequest.SOURCES;

    @Override
    public void run(NodeClient node) {
        ObjectNode body = NodeClient.object().put("model", model).put("temperature", 0);
        body.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", question.equals("-") ? new InputFile("-").text() : question);
        if (!datanets.isEmpty()) {
            ObjectNode retrieval = body.putObject("retrieval").put("sources", sources);
            datanets.forEach(retrieval.putArray("datanets")::add);
        }
        HttpResponse<byte[]> response = node.ask("/v1/chat/completions", key, body);
        if (response.statusCode() != 200) {
            throw NodeClient.refused(response);
        }
        JsonNode answer = NodeClient.parse(response.body());
        System.out.println(
                answer.path("choices").path(0).path("message").path("content").asString());
        printSources(answer);
        System.out.println(
                "receipt " + response.headers().firstValue("OpenLedger-Receipt").orElse("–"));
    }

    private void printSources(JsonNode answer) {
        JsonNode citations = answer.path("citations");
        for (JsonNode source : citations) {
            System.out.printf(
                    "[%d] Datanet %s, row %s, by %s%n",
                    source.path("number").asInt(),
                    source.path("datanet").asString(),
                    source.path("row").asString(),
                    source.path("contributor").asString());
        }
        int leftOut = answer.path("retrieval").path("left_out").asInt(0);
        if (!datanets.isEmpty() && citations.isEmpty()) {
            System.out.println(leftOut == 0 ? "nothing was found" : "nothing that was found fits the prompt");
        } else if (leftOut > 0) {
            System.out.println(leftOut + " more found did not fit the prompt");
        }
    }
}
