package org.openledger.app;

import java.net.http.HttpResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code ask}: one question to a model of a running node. */
@Command(name = "ask", description = "Ask a model one question.", mixinStandardHelpOptions = true)
final class AskCommand extends NodeCommand {
    @Parameters(index = "0", paramLabel = "MODEL")
    private String model = "";

    @Parameters(index = "1", paramLabel = "QUESTION")
    private String question = "";

    @Option(names = "--key", paramLabel = "KEY", required = true, description = "an API key: openledger account key")
    private String key = "";

    @Override
    void run(NodeClient node) {
        ObjectNode body = NodeClient.object().put("model", model).put("temperature", 0);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        HttpResponse<byte[]> response = node.ask("/v1/chat/completions", key, body);
        if (response.statusCode() != 200) {
            throw new AppException(NodeClient.errorOf(response));
        }
        System.out.println(NodeClient.parse(response.body())
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asString());
        System.out.println(
                "receipt " + response.headers().firstValue("OpenLedger-Receipt").orElse("–"));
    }
}
