package org.openledger.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.spans.IndexedRow;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.datanet.AtOnceRecord;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanet;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.IntakeLimits;
import org.openledger.datanet.PublicRecord;
import org.openledger.datanet.Review;
import org.openledger.datanet.Schema;
import org.openledger.datanet.Versions;
import org.openledger.factory.FactoryException.Kind;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Wallets;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.ModelConfig;
import org.openledger.model.RopeScaling;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.train.Cancellation;
import org.openledger.train.Corpus;
import org.openledger.train.PretrainConfiguration;
import org.openledger.train.Pretrainer;
import org.openledger.train.Progress;

/** Runs on the real engine, with a base so small that one takes about a second. */
@Timeout(120)
final class RunsTest {
    @TempDir
    static Path shared;

    private static BaseModel base;

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile boolean registryRefuses;
    private volatile boolean cancelWhenLive;
    private Database database;
    private Datanets datanets;
    private Contributions contributions;
    private Versions versions;
    private Runs runs;
    private Models models;
    private RunWorker worker;
    private String owner;
    private Source source;

    @BeforeAll
    static void makeBase() {
        ModelConfig shape = new ModelConfig(
                300,
                16,
                1,
                2,
                1,
                8,
                32,
                128,
                1e-5,
                10_000,
                new RopeScaling.None(),
                true,
                OptionalInt.empty(),
                Set.of(0));
        Corpus corpus = index -> "row " + index % 50 + " says that bread needs flour, water and salt";
        Path out = shared.resolve("base");
        Pretrainer.train(
                corpus,
                new PretrainConfiguration(shape, 3, 2, 32, 1e-3, 1, 0, 1),
                out,
                Progress.SILENT,
                Cancellation.NEVER);
        base = BaseModel.load(out);
    }

    @AfterAll
    static void closeBase() {
        base.close();
    }

    @BeforeEach
    void open() throws IOException {
        database = Database.open(folder);
        Accounts accounts = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
        Blobs blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
        Wallets wallets = new Wallets(ContractCalls.none());
        PublicRecord record = new AtOnceRecord();
        datanets = new Datanets(database, blobs, record, InstantSource.system());
        contributions = new Contributions(
                database, blobs, accounts, wallets, record, IntakeLimits.STANDARD, InstantSource.system());
        versions = new Versions(database, blobs, accounts, wallets, record, InstantSource.system());
        runs = new Runs(database, datanets, versions, "base", base.digest(), InstantSource.system());
        models = new Models(database, folder);
        owner = accounts.create("Owner").address();
        String ana = accounts.create("Ana").address();
        String ben = accounts.create("Ben").address();
        Datanet kitchen = datanets.create(owner, "Kitchen", Schema.INSTRUCTION, "CC-BY-4.0", "Terms.");
        contribute(kitchen, ana, "What does bread need?", "Flour, water, salt and a starter that is awake.");
        contribute(kitchen, ben, "How long does tea steep?", "Three minutes for black tea, two for green.");
        versions.publish(kitchen.id());
        source = new Source(kitchen.id(), 1);
        worker = worker();
    }

    @AfterEach
    void close() {
        worker.close();
        database.close();
    }

    @Test
    void aRunEndsInAModelThatIsServedAndExplained() {
        Run run = runs.request(request("kitchen", 30, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && heard.size() == 2);
        Run ready = runs.require(run.id());
        assertThat(ready.lossAfter().orElseThrow())
                .isLessThan(ready.lossBefore().orElseThrow());
        assertThat(runs.lossCurve(run.id())).hasSize(30);
        Model model = models.find("kitchen").orElseThrow();
        assertThat(model.token()).isEqualTo("77");
        assertThat(model.sources()).extracting(Model.SourceRoot::token).containsExactly("41");
        assertThat(Adapter.digestOf(model.adapter()))
                .isEqualTo(model.adapterDigest())
                .isEqualTo(ready.adapterDigest().orElseThrow());
        assertThat(model.spanIndex()).exists();
        assertThat(model.counterfactuals().orElseThrow()).isNotEmptyDirectory();
        assertThat(heard).containsExactly("live kitchen", "attributable kitchen");
        assertThat(folder.resolve("runs").resolve(run.id())).doesNotExist();
    }

    @Test
    void anInterruptedRunGivesTheSameAdapter() throws IOException {
        Run run = runs.request(request("one", 60, 5));
        worker.start();
        await(() -> runs.require(run.id()).stepsDone() > 0 || state(run).isEnded());
        worker.close();
        assertThat(state(run)).isEqualTo(RunState.TRAINING);
        worker = worker();
        worker.start();
        await(() -> state(run) == RunState.READY);
        String interrupted = runs.require(run.id()).adapterDigest().orElseThrow();
        assertThat(runs.lossCurve(run.id())).hasSize(60);

        Run again = runs.request(request("two", 60, 5));
        await(() -> state(again).isEnded());
        assertThat(runs.require(again.id()).failure()).contains("exactly the model one");
        assertThat(interrupted).isNotEmpty();
    }

    @Test
    void modelsAreAnnouncedAgainAfterARestart() {
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && heard.size() == 2);
        worker.close();
        heard.clear();
        worker = worker();
        worker.start();
        assertThat(heard).containsExactly("live kitchen", "attributable kitchen");
    }

    @Test
    void aDamagedSpanIndexIsMadeAgain() throws IOException {
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && heard.size() == 2);
        worker.close();
        Path index = models.find("kitchen").orElseThrow().spanIndex();
        byte[] whole = Files.readAllBytes(index);
        Files.write(index, Arrays.copyOf(whole, whole.length / 2));
        heard.clear();
        worker = worker();
        worker.start();
        assertThat(heard).containsExactly("live kitchen", "attributable kitchen");
        assertThat(Files.readAllBytes(index)).isEqualTo(whole);
    }

    @Test
    void aSpanIndexOfOtherRowsIsMadeAgain() throws IOException {
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && heard.size() == 2);
        worker.close();
        Path index = models.find("kitchen").orElseThrow().spanIndex();
        byte[] whole = Files.readAllBytes(index);
        SpanIndex.build(List.of(new IndexedRow(new int[] {5, 6, 7}, "a".repeat(64), owner)), index);
        heard.clear();
        worker = worker();
        worker.start();
        assertThat(heard).containsExactly("live kitchen", "attributable kitchen");
        assertThat(Files.readAllBytes(index)).isEqualTo(whole);
    }

    @Test
    void damagedCounterfactualAdaptersAreTrainedAgainToTheSameDigest() throws IOException {
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && heard.size() == 2);
        worker.close();
        Model before = models.find("kitchen").orElseThrow();
        Path manifest = before.counterfactuals().orElseThrow().resolve("manifest.json");
        String whole = Files.readString(manifest);
        Files.writeString(manifest, whole.replace("\"seed\" : 1", "\"seed\" : 2"));
        assertThat(Files.readString(manifest)).isNotEqualTo(whole);
        heard.clear();
        worker = worker();
        worker.start();
        await(() -> state(run) == RunState.READY && heard.size() == 2);
        assertThat(heard).containsExactly("live kitchen", "attributable kitchen");
        assertThat(models.find("kitchen").orElseThrow().influenceDigest()).isEqualTo(before.influenceDigest());
        assertThat(manifest).hasContent(whole);
    }

    @Test
    void aRunIsCancelledWhereverItIs() {
        Run queued = runs.request(request("queued", 5, 1));
        assertThat(runs.cancel(queued.id()).state()).isEqualTo(RunState.CANCELLED);
        Run long1 = runs.request(request("long", 100_000, 2));
        worker.start();
        await(() -> runs.require(long1.id()).stepsDone() > 0);
        runs.cancel(long1.id());
        await(() -> state(long1) == RunState.CANCELLED);
        assertThat(models.list()).isEmpty();
        assertThatThrownBy(() -> runs.cancel(long1.id())).hasMessageContaining("has ended");
        Run next = runs.request(request("long", 5, 3));
        await(() -> state(next) == RunState.READY);
    }

    @Test
    void aModelIsWithdrawnWhenItsRunIsCancelledAfterItWasLive() {
        cancelWhenLive = true;
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run).isEnded());
        await(() -> heard.size() == 2);
        assertThat(state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(heard).containsExactly("live kitchen", "withdrawn kitchen");
        assertThat(models.list()).isEmpty();
    }

    @Test
    void aModelThatTheRegistryRefusesIsNotServed() {
        registryRefuses = true;
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.FAILED);
        assertThat(runs.require(run.id()).failure()).contains("RoyaltyTooHigh");
        assertThat(heard).isEmpty();
        assertThat(models.list()).isEmpty();
    }

    @Test
    void whatMayNotBeRunIsRefusedAtOnce() throws IOException {
        assertThatThrownBy(() -> runs.request(request("base", 5, 1))).hasMessageContaining("already");
        runs.request(request("kitchen", 5, 1));
        assertThatThrownBy(() -> runs.request(request("kitchen", 5, 2)))
                .isInstanceOfSatisfying(
                        FactoryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
        assertThatThrownBy(() -> request("Bad Name", 5, 1)).hasMessageContaining("name");
        assertThatThrownBy(() -> request("../up", 5, 1)).hasMessageContaining("name");

        Datanet free = datanets.create(owner, "Free", Schema.INSTRUCTION, "CC-BY-NC-4.0", "Terms.");
        contribute(free, owner, "What is miso?", "A paste of soybeans, koji and salt, aged for months.");
        assertThatThrownBy(() -> runs.request(from("free", new Source(free.id(), 1))))
                .hasMessageContaining("no version 1");
        versions.publish(free.id());
        assertThatThrownBy(() -> runs.request(from("free", new Source(free.id(), 1))))
                .isInstanceOfSatisfying(
                        FactoryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_RIGHT));
    }

    private RunWorker worker() {
        ModelRecord record = (tx, run, digest, sources) -> {
            if (registryRefuses) {
                Registrations.refused(tx, run.id(), "RoyaltyTooHigh");
            } else {
                Registrations.registered(tx, run.id(), "77");
            }
        };
        return new RunWorker(
                database,
                new RunRows(base, datanets, versions),
                runs,
                models,
                record,
                base,
                folder,
                new Ear(),
                InstantSource.system());
    }

    private RunRequest request(String name, int steps, long seed) {
        RunConfiguration configuration = new RunConfiguration(2, 4, steps, 2, 3e-3, 1, 100, seed);
        return new RunRequest(name, owner, List.of(source), true, 0, configuration);
    }

    private RunRequest from(String name, Source from) {
        return new RunRequest(name, owner, List.of(from), true, 0, RunConfiguration.STANDARD);
    }

    private RunState state(Run run) {
        return runs.require(run.id()).state();
    }

    private void contribute(Datanet datanet, String contributor, String instruction, String response)
            throws IOException {
        String line = "{\"instruction\":\"" + instruction + "\",\"response\":\"" + response + "\"}";
        long id = contributions
                .submit(datanet.id(), contributor, new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
                .contribution()
                .id();
        contributions.signCustodial(id);
        contributions.review(id, owner, Review.acceptAll());
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class Ear implements ModelListener {
        @Override
        public void live(Model model) {
            heard.add("live " + model.name());
            if (cancelWhenLive) {
                runs.cancel(model.run());
            }
        }

        @Override
        public void attributable(Model model) {
            SpanIndex.open(model.spanIndex(), model.indexDigest()).close();
            CounterfactualAdapters.load(
                            model.counterfactuals().orElseThrow(),
                            model.influenceDigest().orElseThrow())
                    .close();
            heard.add("attributable " + model.name());
        }

        @Override
        public void withdrawn(Model model) {
            heard.add("withdrawn " + model.name());
        }
    }
}
