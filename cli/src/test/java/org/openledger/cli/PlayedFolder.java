package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.openledger.app.Node;
import org.openledger.app.Settling;
import org.openledger.client.NodeClient;
import tools.jackson.databind.node.ObjectNode;

/** A data folder that has been through the whole loop: trained, asked, searched, charged, settled and claimed, then stopped. */
final class PlayedFolder {
    private static final String SEARCHED = "What is Bread number 91 made of?";

    private PlayedFolder() {}

    /** Makes it in the place of a folder that is not there yet. */
    static void make(Path data) {
        TrainedFolder.copyTo(data);
        try (Node _ = Node.start(Loop.configuration(data));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.play(TrainedFolder.TRAINING_STEPS, _ -> {});
            String receipt = search(loop);
            loop.awaitReceipt(receipt);
        }
        Settling.finish(Loop.configuration(data));
    }

    /** Makes the index of the loop's Datanet. */
    private static String search(Loop loop) {
        String datanet = loop.node().list("/api/datanets").path(0).path("token").asString();
        ObjectNode body = NodeClient.object().put("model", loop.model()).put("max_tokens", 8);
        body.putArray("messages").addObject().put("role", "user").put("content", SEARCHED);
        body.putObject("retrieval").put("sources", 2).putArray("datanets").add(datanet);
        var response = loop.node().ask("/v1/chat/completions", loop.key(), body);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers().firstValue("OpenLedger-Receipt").orElseThrow();
    }
}
