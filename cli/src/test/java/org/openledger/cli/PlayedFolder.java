package org.openledger.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.app.Node;
import org.openledger.app.folder.Settling;
import org.openledger.cli.upload.FolderTar;
import org.openledger.client.NodeClient;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.SignedMandate;
import org.openledger.client.credential.NewAdminLink;
import org.openledger.client.credential.NewAdminToken;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.client.model.ModelActivation;
import org.openledger.client.model.NewModelQuery;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.PlanChange;
import org.openledger.client.model.VersionPin;
import org.openledger.client.notification.NewTarget;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.run.NewEvaluation;
import org.openledger.client.version.VersionRow;
import org.openledger.client.version.VersionRowsQuery;
import org.openledger.client.withdrawal.NewTakedown;
import org.openledger.client.withdrawal.NewWithdrawal;
import org.openledger.client.withdrawal.TakedownAnswer;
import org.openledger.client.withdrawal.TakedownDecision;

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
            bring(client, loop, data);
            measure(client, loop);
            takeBack(client);
            act(client, loop);
            client.createAdminToken(new NewAdminToken("played", Optional.empty()));
            client.adminLink(new NewAdminLink("played"));
            client.addNotificationTarget(
                    new NewTarget(loop.payer(), "webhook", "https://192.0.2.1/nobody", List.of("paid")));
        }
        Settling.finish(Loop.configuration(data));
    }

    /** What an agent did, was not let do, and what waits. */
    private static void act(NodeClient client, Loop loop) {
        List<String> tools = List.of("contribute_rows", "my_mandate", "search_rows");
        String payer = loop.payer();
        NewMandate terms = new NewMandate(
                payer,
                payer,
                "played",
                "",
                Optional.empty(),
                Optional.empty(),
                3_600,
                1_000,
                1_000,
                1_000,
                10,
                tools,
                List.of(),
                List.of(1L),
                List.of("CC-BY-4.0"),
                List.of(),
                1_000,
                List.of("write"),
                List.of(payer),
                0,
                List.of(),
                List.of(),
                List.of());
        String mandate = client.giveMandate(
                        new SignedMandate(client.draftMandate(terms).mandate(), Optional.empty(), Optional.empty()))
                .mandate()
                .id();
        String key = client.mandateKey(mandate, new NewMandateKey("")).key();
        AgentsTest.call(client.node(), key, "my_mandate", "{}", Optional.of("once"));
        AgentsTest.call(client.node(), key, "search_rows", "{\"query\":\"Bread\",\"datanets\":[1]}", Optional.empty());
        AgentsTest.call(client.node(), key, "ask_model", "{}", Optional.empty());
        AgentsTest.call(
                client.node(), key, "contribute_rows", "{\"datanet\":1,\"rows\":[{\"a\":\"b\"}]}", Optional.empty());
    }

    /** The trained adapter under another digest, with a declared lineage, and activated. */
    private static void bring(NodeClient client, Loop loop, Path data) {
        Path copy = data.resolveSibling("brought");
        try (Stream<Path> files = Files.walk(data.resolve("models"))) {
            Path trained =
                    files.filter(file -> file.endsWith("adapter")).findFirst().orElseThrow();
            TrainedFolder.copy(trained, copy);
            Path config = copy.resolve("adapter_config.json");
            Files.writeString(config, Files.readString(config).replaceFirst("\\{", "{\"peft_version\":\"0.21.2\","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client.addModel(
                new NewModelQuery("brought", loop.owner(), "Apache-2.0", Optional.of(2_000L), Optional.of("1:1")),
                BodyPublishers.ofInputStream(() -> FolderTar.ofAdapter(copy)));
        client.activateModel("brought", ModelActivation.NEWEST);
        Loop.until(() -> client.model("brought"), model -> model.live().isPresent());
    }

    /** A run that was estimated, holds out rows, and whose model is asked a regression set. */
    private static void measure(NodeClient client, Loop loop) {
        VersionPin version = new VersionPin(client.datanets().getFirst().id(), 1);
        NewRun wanted = new NewRun(
                "measured",
                loop.owner(),
                List.of(version),
                true,
                0,
                Optional.of(PlanChange.NONE.withSteps(2).withBatchRows(2)),
                Optional.of(250_000),
                Optional.empty(),
                0,
                Optional.empty());
        client.estimateRun(wanted);
        String run = client.createRun(wanted).id();
        Loop.until(() -> client.run(run), found -> found.state().equals("ready"));
        client.evaluateRun(
                run,
                new NewEvaluation(
                        "regression", Optional.of(version.datanet()), Optional.of(version.number()), Optional.empty()));
        Loop.until(
                () -> client.runEvaluations(run).list(),
                sets -> sets.stream().noneMatch(set -> set.state().equals("waiting")));
    }

    /** A row that no conversation shows is taken back; a notice against another is answered and rejected, and one is open. */
    private static void takeBack(NodeClient client) {
        String datanet = client.datanets().getFirst().id();
        List<VersionRow> rows = client.versionRows(
                        datanet, 1, new VersionRowsQuery(Optional.empty(), Optional.empty(), 0, 100))
                .list();
        NewWithdrawal unseen = rows.stream()
                .map(row -> NewWithdrawal.ofRows(row.contributor(), List.of(row.leaf())))
                .filter(wanted -> client.previewWithdrawal(datanet, wanted).conversations() == 0)
                .findFirst()
                .orElseThrow();
        String id = client.withdraw(datanet, unseen).id();
        Loop.until(() -> client.withdrawal(id), line -> line.state().equals("done"));
        VersionRow other = rows.stream()
                .filter(row -> !unseen.rows().contains(row.leaf()))
                .findFirst()
                .orElseThrow();
        NewTakedown notice = new NewTakedown(List.of(other.leaf()), "It is from my book.", "me@example.org");
        String decided = client.takedown(datanet, notice).id();
        client.answerTakedown(decided, new TakedownAnswer(other.contributor(), "I wrote it."));
        client.publishVersion(datanet, VersionSignature.byNode(Optional.of("One row was taken back, one is held.")));
        client.decideTakedown(decided, new TakedownDecision(false, "No right is shown."));
        client.takedown(datanet, notice);
    }

    /** Makes the index of the loop's Datanet. */
    private static String search(Loop loop) {
        String datanet = loop.node().datanets().getFirst().id();
        return Loop.receiptIn(loop.node()
                .ask(
                        OpenAiEndpoints.CHAT,
                        loop.key(),
                        ChatRequest.of(loop.model(), SEARCHED)
                                .withMaxTokens(8)
                                .withSources(List.of(datanet), 2, true)));
    }
}
