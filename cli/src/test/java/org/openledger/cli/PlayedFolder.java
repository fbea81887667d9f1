package org.openledger.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openledger.app.Node;
import org.openledger.app.folder.Settling;
import org.openledger.client.NodeClient;
import org.openledger.client.credential.NewAdminLink;
import org.openledger.client.credential.NewAdminToken;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.OpenAiEndpoints;

/** A data folder that has been through the whole loop: trained, asked, searched, charged, settled and claimed, asked something that was erased, then stopped. */
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
            String kept = search(loop);
            String erased = search(loop);
            loop.awaitReceipt(kept);
            loop.awaitReceipt(erased);
            client.erase(erased);
            client.createAdminToken(new NewAdminToken("played", Optional.empty()));
            client.adminLink(new NewAdminLink("played"));
        }
        Settling.finish(Loop.configuration(data));
    }

    /** Makes the index of the loop's Datanet. */
    private static String search(Loop loop) {
        String datanet = loop.node().datanets().getFirst().id();
        return Loop.receiptIn(loop.node()
                .ask(
                        OpenAiEndpoints.CHAT,
                        loop.key(),
                        ChatRequest.of(loop.model(), SEARCHED).withMaxTokens(8).withSources(List.of(datanet), 2)));
    }
}
