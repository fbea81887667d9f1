package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.Node;
import org.openledger.cli.upload.FolderTar;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.OpenAiError;
import org.openledger.client.model.ModelActivation;
import org.openledger.client.model.ModelDetail;
import org.openledger.client.model.ModelLine;
import org.openledger.client.model.ModelPrice;
import org.openledger.client.model.NewModelQuery;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.OfferLine;
import org.openledger.client.model.PlanChange;
import org.openledger.client.model.RunDetail;
import org.openledger.client.model.VersionPin;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.LoraToLoad;
import org.openledger.client.openai.LoraToUnload;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.ServedModelLine;
import org.openledger.client.receipt.ReceiptContent;
import org.openledger.model.BaseModel;
import org.openledger.registry.BucketServer;
import org.openledger.setting.Settings;
import org.openledger.store.Refusal;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.verify.Receipt;
import org.openledger.verify.Role;

/** Models that nobody trained on the node: brought, asked, paid and withdrawn, on a real node and chain. */
@Tag("loop")
final class RegistryTest {
    private static final long FEE_PARTS = 100;
    private static final String SECOND = "second";

    @TempDir
    static Path folder;

    /** What AWS's variables say of a server of one's own. */
    private static final Map<String, String> AWS = Map.of(
            "aws.region",
            "us-east-1",
            "aws.accessKeyId",
            "key",
            "aws.secretAccessKey",
            "secret",
            "aws.endpointUrlS3",
            "");

    private static BucketServer bucket;
    private static Path data;
    private static Path adapters;
    private static Node node;
    private static Loop loop;
    private static NodeClient client;
    private static int copies;
    private static String secondDigest;

    @BeforeAll
    static void start() throws IOException {
        data = folder.resolve("data");
        adapters = Files.createDirectories(folder.resolve("adapters"));
        TrainedFolder.copyTo(data);
        Configuration standard = Loop.configuration(data);
        Path second = secondBase(standard.base());
        bucket = new BucketServer();
        AWS.forEach((name, value) ->
                System.setProperty(name, value.isEmpty() ? bucket.url().toString() : value));
        node = Node.start(new Configuration(
                standard.home(),
                data,
                standard.values()
                        .with(Settings.MODEL_ADAPTERS, adapters, "a test")
                        .with(Settings.MODEL_BUCKET, "s3://adapters/of/a-node", "a test")
                        .with(Settings.MODEL_DISK, 1L, "a test")
                        .with(Settings.MODEL_MORE_BASES, Map.of(SECOND, second.toString()), "a test")));
        secondDigest = BaseModel.digestOf(second);
        client = NodeClient.ofDataFolder(data);
        loop = new Loop(client);
        loop.trainModel(TrainedFolder.TRAINING_STEPS);
    }

    @AfterAll
    static void nothingDiffersAfterwards() {
        client.close();
        node.close();
        bucket.close();
        AWS.keySet().forEach(System::clearProperty);
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    /** The toy base under another digest: what ends an answer belongs to a base. */
    private static Path secondBase(Path first) throws IOException {
        Path second = Files.createDirectories(folder.resolve(SECOND));
        try (Stream<Path> files = Files.list(first)) {
            for (Path file : files.toList()) {
                Files.copy(file, second.resolve(file.getFileName()));
            }
        }
        Files.writeString(second.resolve("generation_config.json"), "{\"eos_token_id\": [0]}");
        return second;
    }

    /** The trained adapter under another digest: PEFT reads the version as a note. */
    private static Path copy() {
        try (Stream<Path> files = Files.walk(data.resolve("models").resolve(Loop.MODEL))) {
            Path trained =
                    files.filter(file -> file.endsWith("adapter")).findFirst().orElseThrow();
            Path copy = Files.createDirectories(adapters.resolve("copy-" + ++copies));
            Files.copy(trained.resolve("adapter_model.safetensors"), copy.resolve("adapter_model.safetensors"));
            String config = Files.readString(trained.resolve("adapter_config.json"));
            Files.writeString(
                    copy.resolve("adapter_config.json"),
                    config.replaceFirst("\\{", "{\"peft_version\":\"0.21.2+" + copies + "\","));
            return copy;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelLine bring(String name, String owner, Optional<Long> price, String versions) {
        return client.addModel(
                new NewModelQuery(
                        name, owner, "Apache-2.0", price, Optional.of(versions).filter(each -> !each.isEmpty())),
                BodyPublishers.ofInputStream(() -> FolderTar.ofAdapter(copy())));
    }

    private static ModelDetail activate(String name) {
        client.activateModel(name, ModelActivation.NEWEST);
        return Loop.until(() -> client.model(name), model -> model.live().isPresent());
    }

    /** What the application has left, once all that it asked has its receipt. */
    private static long deposit() {
        Loop.until(
                client::readiness,
                readiness -> readiness.checks().stream()
                        .anyMatch(check -> check.name().equals("attribution")
                                && check.says().startsWith("0 ")));
        return client.account(loop.account("application")).depositGwei();
    }

    private static ReceiptContent ask(String model) {
        HttpResponse<byte[]> answer = client.ask(
                OpenAiEndpoints.CHAT,
                loop.key(),
                ChatRequest.of(model, Loop.QUESTION).withMaxTokens(6));
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return content(Loop.receiptIn(answer));
    }

    private static ReceiptContent content(String id) {
        loop.awaitReceipt(id);
        return ReceiptContent.of(client.receipt(id).receipt().orElseThrow());
    }

    private static long paid(ReceiptContent receipt, Role role) {
        return receipt.payments().stream()
                .filter(payment -> payment.role().equals(role.word()))
                .mapToLong(payment -> payment.gwei())
                .sum();
    }

    @Test
    void anAdapterIsBroughtAskedPaidAndShown() {
        String builder = loop.account("builder");
        ModelLine added = bring("brought", builder, Optional.of(2_000L), "1:1");
        assertThat(added.version()).isEqualTo(1);
        assertThat(added.origin()).isEqualTo("brought");
        assertThat(added.declared()).isTrue();
        assertThat(added.warning().orElseThrow()).contains("does not say which base");
        assertThat(added.live()).isFalse();
        activate("brought");

        ReceiptContent receipt = ask("brought");
        assertThat(receipt.model().run()).startsWith(Receipt.Model.BROUGHT);
        assertThat(receipt.model().adapterDigest()).isEqualTo(added.adapterDigest());
        long tokens = (long) receipt.request().tokens() + receipt.answer().tokens();
        long fee = receipt.fee().totalGwei();
        assertThat(fee).isEqualTo(2_000 * tokens);
        assertThat(receipt.attribution().shares()).isEmpty();
        assertThat(receipt.attribution().basePpm() + receipt.attribution().unattributedPpm())
                .isEqualTo(1_000_000);
        assertThat(paid(receipt, Role.DEVELOPER)).isEqualTo(fee * 20 / FEE_PARTS);
        assertThat(paid(receipt, Role.OPERATOR)).isEqualTo(fee * 15 / FEE_PARTS);
        assertThat(paid(receipt, Role.CONTRIBUTOR) + paid(receipt, Role.WAITING))
                .isZero();
        assertThat(paid(receipt, Role.COMMONS) + paid(receipt, Role.BASE)).isEqualTo(fee * 55 / FEE_PARTS);
        assertThat(receipt.attribution().unattributedPpm() > 0).isEqualTo(paid(receipt, Role.COMMONS) > 0);
        assertThat(client.recompute(receipt.id()).same()).isTrue();

        ModelLine shown = client.model("brought").versions().getFirst();
        assertThat(shown.receipts()).isPositive();
        ServedModelLine served = client.servedModel(loop.key(), "brought");
        assertThat(served.root()).isEqualTo(added.adapterDigest());
        assertThat(served.priceGwei()).isEqualTo(2_000);
        assertThat(served.licence()).contains("Apache-2.0");
        assertThat(served.maxModelLen()).isPositive();

        loop.closeEpoch();
        Loop.until(
                () -> client.account(builder),
                account -> account.claimableGwei() >= fee * 20 / FEE_PARTS
                        || account.claimedGwei() >= fee * 20 / FEE_PARTS);
    }

    @Test
    void whatLeftASmallDiskIsFetchedFromTheBucketAndAnswers() throws IOException {
        ModelLine cold = bring("cold", loop.account("builder"), Optional.empty(), "");
        for (int i = 0; i < 8; i++) {
            bring("warm-" + i, loop.account("builder"), Optional.empty(), "");
        }
        Path weights;
        try (Stream<Path> files = Files.walk(data.resolve("models/cold"), 1)) {
            weights = files.skip(1).findFirst().orElseThrow().resolve("adapter/adapter_model.safetensors");
        }
        Loop.until(() -> Files.exists(weights), there -> !there);
        assertThat(bucket.objects())
                .containsKey("adapters/of/a-node/" + cold.adapterDigest() + "/adapter_model.safetensors");
        activate("cold");
        ReceiptContent receipt = ask("cold");
        assertThat(receipt.model().adapterDigest()).isEqualTo(cold.adapterDigest());
        assertThat(client.recompute(receipt.id()).same()).isTrue();
    }

    @Test
    void theBaseItselfIsAskedAndItsOwnerPaid() {
        String base = client.overview().node().base();
        activate(base);
        ReceiptContent receipt = ask(base);
        assertThat(receipt.model().adapterDigest()).isEmpty();
        assertThat(receipt.model().run()).isEmpty();
        assertThat(receipt.attribution().basePpm()).isEqualTo(1_000_000);
        long fee = receipt.fee().totalGwei();
        assertThat(paid(receipt, Role.BASE)).isEqualTo(fee * 55 / FEE_PARTS);
        assertThat(client.recompute(receipt.id()).same()).isTrue();
        assertThat(client.servedModel(loop.key(), base).parent()).isEmpty();
        client.withdrawModel(base);
        assertThat(asked(base).statusCode()).isEqualTo(404);
    }

    @Test
    void aSecondBaseIsAskedTrainedOnAndBroughtAdaptersFor() throws IOException {
        activate(SECOND);
        ReceiptContent alone = ask(SECOND);
        assertThat(alone.model().baseDigest())
                .isEqualTo(secondDigest)
                .isNotEqualTo(client.overview().node().baseDigest());
        assertThat(client.recompute(alone.id()).same()).isTrue();
        assertThat(client.servedModel(loop.key(), SECOND).root()).isEqualTo(secondDigest);

        assertThat(bringStating("for-second", loop.account("second's builder"), secondDigest)
                        .baseDigest())
                .isEqualTo(secondDigest);
        activate("for-second");
        assertThat(client.servedModel(loop.key(), "for-second").parent()).contains(SECOND);
        assertThat(ask("for-second").model().baseDigest()).isEqualTo(secondDigest);

        NewRun wanted = NewRun.standard("on-second", loop.account("owner"), List.of(new VersionPin("1", 1)))
                .withConfiguration(PlanChange.NONE.withSteps(2).withBatchRows(3));
        String trained = client.createRun(wanted.from(SECOND)).id();
        assertThat(Loop.until(() -> client.run(trained), run -> run.state().matches("ready|failed"))
                        .state())
                .isEqualTo("ready");
        assertThat(client.run(trained).baseDigest()).isEqualTo(secondDigest);
        client.deployRun(trained);
        Loop.until(() -> client.run(trained), RunDetail::live);
        ReceiptContent answer = ask("on-second");
        assertThat(answer.model().baseDigest()).isEqualTo(secondDigest);
        assertThat(client.recompute(answer.id()).same()).isTrue();
        assertThatThrownBy(() -> client.createRun(wanted.from("third")))
                .hasMessageContaining("no base 'third'")
                .hasMessageContaining(SECOND);
    }

    private static HttpResponse<byte[]> asked(String model) {
        return client.ask(
                OpenAiEndpoints.CHAT,
                loop.key(),
                ChatRequest.of(model, Loop.QUESTION).withMaxTokens(2));
    }

    @Test
    void aNameHasVersionsPricesAndAWayBack() {
        String builder = loop.account("versioner");
        bring("versions", builder, Optional.empty(), "");
        activate("versions");
        String first = ask("versions").model().adapterDigest();
        bring("versions", builder, Optional.of(50L), "");
        assertThat(ask("versions").model().adapterDigest()).isEqualTo(first);
        Loop.until(
                () -> client.model("versions"),
                model -> model.versions().getLast().state().equals("ready"));
        client.activateModel("versions", new ModelActivation(Optional.of(2L)));
        ReceiptContent second = ask("versions");
        assertThat(second.model().adapterDigest()).isNotEqualTo(first);
        assertThat(second.fee().totalGwei())
                .isEqualTo(50L * (second.request().tokens() + second.answer().tokens()));
        client.rollBackModel("versions");
        assertThat(ask("versions").model().adapterDigest()).isEqualTo(first);
        client.priceModel("versions", new ModelPrice(9));
        client.withdrawModel("versions");
        assertThat(asked("versions").statusCode()).isEqualTo(404);
        ModelDetail model = client.model("versions");
        assertThat(model.live()).isEmpty();
        assertThat(model.decided())
                .extracting(OfferLine::act)
                .containsExactly("withdraw", "price", "rollback", "activate", "price", "activate");
        assertThat(model.decided())
                .allSatisfy(each -> assertThat(each.logIndex()).isPresent());
    }

    @Test
    void aNameBelongsToWhoHadItFirst() {
        bring("mine", loop.account("first tenant"), Optional.empty(), "");
        assertThatThrownBy(() -> bring("mine", loop.account("second tenant"), Optional.empty(), ""))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("The name 'mine' belongs to");
        assertThatThrownBy(() ->
                        bring(client.overview().node().base(), loop.account("first tenant"), Optional.empty(), ""))
                .hasMessageContaining("is what a base model is called");
    }

    @Test
    void anAdapterOfAnotherBaseIsRefusedAndOneThatDoesNotSayIsMarked() throws IOException {
        String builder = loop.account("sayer");
        String ours = client.overview().node().baseDigest();
        assertThat(bringStating("stated", builder, ours).warning()).isEmpty();
        assertThat(bringStating("silent", builder, "main").warning()).isPresent();
        String other = "f".repeat(64);
        assertThatThrownBy(() -> bringStating("foreign", builder, other))
                .hasMessageContaining("it is for the base " + other)
                .hasMessageContaining(ours);
        for (String rank : List.of("0", "1025", "1000000000")) {
            Path copy = copy();
            Path config = copy.resolve("adapter_config.json");
            Files.writeString(config, Files.readString(config).replaceFirst("\"r\" : \\d+", "\"r\" : " + rank));
            assertThatThrownBy(() -> client.addModel(
                            new NewModelQuery("ranks", builder, "MIT", Optional.empty(), Optional.empty()),
                            BodyPublishers.ofInputStream(() -> FolderTar.ofAdapter(copy))))
                    .hasMessageContaining("rank")
                    .hasMessageContaining(rank);
        }
    }

    /** What is wrong with the folder is said, and not taken for a node that does not answer. */
    @Test
    void aFolderThatHoldsNoAdapterIsNamed(@TempDir Path empty) {
        assertThatThrownBy(() -> client.addModel(
                        new NewModelQuery(
                                "nothing", loop.account("nothing"), "MIT", Optional.empty(), Optional.empty()),
                        BodyPublishers.ofInputStream(() -> FolderTar.ofAdapter(empty))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no " + empty.resolve("adapter_config.json"));
    }

    private static ModelLine bringStating(String name, String owner, String revision) throws IOException {
        Path copy = copy();
        Path config = copy.resolve("adapter_config.json");
        Files.writeString(config, Files.readString(config).replaceFirst("\\{", "{\"revision\":\"" + revision + "\","));
        return client.addModel(
                new NewModelQuery(name, owner, "MIT", Optional.empty(), Optional.empty()),
                BodyPublishers.ofInputStream(() -> FolderTar.ofAdapter(copy)));
    }

    /** Sound numbers that leave what can be computed once they are used: an error for who asked, at no cost, and others go on. */
    @Test
    void anAnswerThatOverflowsIsAnErrorAndCostsNothing() throws IOException {
        String builder = loop.account("careless builder");
        Path copy = copy();
        Path weights = copy.resolve("adapter_model.safetensors");
        SortedMap<String, Tensor> huge = new TreeMap<>();
        try (SafeTensorsFile file = SafeTensorsFile.open(weights);
                Scope _ = Scope.open()) {
            for (String name : file.names()) {
                huge.put(name, file.load(name).fill_(Tensors.scalar(1e30)));
            }
            SafeTensorsWriter.write(weights, huge, ElementType.F32, Map.of());
        }
        client.addModel(
                new NewModelQuery("overflowing", builder, "MIT", Optional.of(5_000L), Optional.empty()),
                BodyPublishers.ofInputStream(() -> FolderTar.ofAdapter(copy)));
        activate("overflowing");
        bring("beside", builder, Optional.empty(), "");
        activate("beside");
        long before = deposit();
        HttpResponse<byte[]> refused = asked("overflowing");
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(NodeClient.parse(refused.body(), OpenAiError.class).error().message())
                .contains("NaN or an infinity")
                .contains("nothing was charged");
        assertThat(client.receipt(Loop.receiptIn(refused)).state()).isEqualTo("failed");
        assertThat(deposit()).isEqualTo(before);
        assertThat(ask("beside").answer().tokens()).isPositive();
    }

    @Test
    void whatDatanetsAndLicencesForbidIsRefused() {
        String builder = loop.account("careful builder");
        assertThatThrownBy(() -> bring("unlicensed", builder, Optional.empty(), "1:7"))
                .hasMessageContaining("no version 7");
        assertThatThrownBy(() -> client.addModel(
                        new NewModelQuery("unlicensed", builder, "Apache 2", Optional.empty(), Optional.empty()),
                        BodyPublishers.ofInputStream(() -> FolderTar.ofAdapter(copy()))))
                .hasMessageContaining("unknown SPDX licence");
        assertThatThrownBy(() -> client.addModel(
                        new NewModelQuery("broken", builder, "MIT", Optional.empty(), Optional.empty()),
                        BodyPublishers.ofString("not a tar")))
                .hasMessageContaining("archive");
        assertThat(data.resolve("models").resolve("broken").toFile().list()).isNullOrEmpty();
    }

    @Test
    void vllmsCallsLoadAndUnload() {
        Path copy = copy();
        client.loadLora(new LoraToLoad("lora", copy.getFileName().toString()));
        ReceiptContent receipt = ask("lora");
        client.unloadLora(new LoraToUnload("lora"));
        assertThat(asked("lora").statusCode()).isEqualTo(404);
        client.loadLora(new LoraToLoad("lora", copy.getFileName().toString()));
        client.unloadLora(new LoraToUnload("lora"));
        client.loadLora(new LoraToLoad("lora", receipt.model().adapterDigest()));
        assertThat(asked("lora").statusCode()).isEqualTo(200);
        for (String path : List.of("../data", "/etc", "nothing", ".." + "/" + folder.getFileName())) {
            assertThatThrownBy(() -> client.loadLora(new LoraToLoad("outside", path)))
                    .as(path)
                    .hasMessageContaining("below the folder");
        }
        assertThatThrownBy(() -> client.loadLora(
                        new LoraToLoad("outside", receipt.model().adapterDigest())))
                .hasMessageContaining("was brought as 'outside'");
    }

    /** An answer is of the version that its receipt names, or there is none. */
    @Test
    void loadingAndUnloadingUnderTrafficNeverGivesAWrongAnswer() throws InterruptedException {
        String builder = loop.account("restless");
        bring("restless", builder, Optional.of(1L), "");
        bring("restless", builder, Optional.empty(), "");
        activate("restless");
        AtomicBoolean over = new AtomicBoolean();
        Thread asking = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                int status = asked("restless").statusCode();
                assertThat(status).isIn(200, 404, 503);
            }
        });
        for (long round = 0; round < 20; round++) {
            client.activateModel("restless", new ModelActivation(Optional.of(1 + round % 2)));
            if (round % 5 == 4) {
                client.withdrawModel("restless");
            }
        }
        over.set(true);
        asking.join();
        assertThat(asking.isAlive()).isFalse();
    }
}
