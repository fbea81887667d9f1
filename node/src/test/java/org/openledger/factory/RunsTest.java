package org.openledger.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.folder.KeptRun;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.datanet.AtOnceRecord;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Review;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.row.Schema;
import org.openledger.factory.RunOptions.Recipe;
import org.openledger.factory.building.BuildingCharges;
import org.openledger.factory.building.BuildingCheck;
import org.openledger.factory.building.BuildingException;
import org.openledger.factory.evaluation.EvaluationTable;
import org.openledger.factory.evaluation.ModelEvaluation;
import org.openledger.factory.forecast.Forecast;
import org.openledger.factory.forecast.Phase;
import org.openledger.factory.forecast.PhaseTable;
import org.openledger.factory.forecast.Speeds;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Wallets;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.LedgerCheck;
import org.openledger.ledger.Posting;
import org.openledger.ledger.SpendingLimits;
import org.openledger.log.Log;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.model.ModelConfig;
import org.openledger.model.RopeScaling;
import org.openledger.registry.Lineage;
import org.openledger.registry.Model;
import org.openledger.registry.ModelFolders;
import org.openledger.registry.ModelListener;
import org.openledger.registry.Models;
import org.openledger.registry.Offer;
import org.openledger.registry.Registry;
import org.openledger.registry.RegistryException;
import org.openledger.registry.Source;
import org.openledger.setting.SettingValues;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.Refusal.Kind;
import org.openledger.store.seal.Finding;
import org.openledger.train.Cancellation;
import org.openledger.train.HeldOutLoss;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.Anchoring;
import org.openledger.train.descent.Schedule;
import org.openledger.train.pretrain.Corpus;
import org.openledger.train.pretrain.PretrainConfiguration;
import org.openledger.train.pretrain.Pretrainer;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** Runs on the real engine, with a base so small that one takes about a second. */
@Tag("integration")
@Timeout(120)
final class RunsTest {
    private static final int STEPS = 12;
    private static final String OPERATOR = "0x" + "0b".repeat(20);

    @TempDir
    static Path shared;

    private static BaseModel base;
    private static Bases bases;

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile boolean registryRefuses;
    private volatile boolean cancelWhenLive;
    private volatile boolean cancelWhenAttributable;
    private volatile boolean killedWhenValued;
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private Database database;
    private Accounts accounts;
    private Datanets datanets;
    private Contributions contributions;
    private Versions versions;
    private final Journal journal = new Journal();
    private final SpendingLimits limits = new SpendingLimits();
    private Charges charges;
    private Rewards rewards;
    private BuildingCharges building;
    private long feeGwei;
    private Values values;
    private Runs runs;
    private final Ear ear = new Ear();
    private Models models;
    private Registry registry;
    private RunRows runRows;
    private Evaluating evaluating;
    private Speeds speeds;
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
        bases = new Bases(Map.of("base", base));
    }

    @AfterAll
    static void closeBase() {
        base.close();
    }

    @BeforeEach
    void open() throws IOException {
        database = MigratedDatabase.open(folder);
        accounts = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
        Blobs blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
        Wallets wallets = new Wallets(ContractCalls.none());
        PublicRecord record = new AtOnceRecord();
        datanets = new Datanets(database, blobs, record, InstantSource.system());
        contributions = new Contributions(
                database,
                blobs,
                accounts,
                wallets,
                record,
                IntakeLimits.STANDARD,
                InstantSource.system(),
                Versions.STANDARD_SIGNING_TIME);
        versions = new Versions(
                database, blobs, accounts, wallets, record, InstantSource.system(), Versions.STANDARD_SIGNING_TIME);
        charges = new Charges(new Holds(journal), limits);
        rewards = new Rewards(charges);
        building = new BuildingCharges(charges, OPERATOR, _ -> feeGwei);
        values = new Values(database, journal);
        models = new Models(database, folder);
        registry = new Registry(
                database,
                models,
                new Lineage(datanets, versions, new Rights(database, InstantSource.system())),
                Log.open(database, folder, new LocalDisk(), "openledger.local/0x01"),
                InstantSource.system(),
                ear);
        runs = new Runs(
                database,
                new Lineage(datanets, versions, new Rights(database, InstantSource.system())),
                versions,
                models,
                bases,
                rewards,
                building,
                InstantSource.system(),
                Runs.STANDARD_MAX_UNFINISHED);
        runRows = new RunRows(bases, database);
        evaluating = new Evaluating(database, runRows, bases, new ModelFolders(folder), InstantSource.system());
        speeds = new Speeds(database, InstantSource.system());
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
        Run run = runs.request(request("kitchen", STEPS, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && !heard.isEmpty());
        Run ready = runs.require(run.id());
        assertThat(ready.lossAfter().orElseThrow())
                .isLessThan(ready.lossBefore().orElseThrow());
        assertThat(runs.lossCurve(run.id())).hasSize(STEPS);
        Model model = model("kitchen").orElseThrow();
        assertThat(model.token()).contains("77");
        assertThat(model.sources()).extracting(Model.SourceRoot::token).containsExactly("41");
        assertThat(Adapter.digestOf(model.adapter()))
                .isEqualTo(model.adapterDigest())
                .isEqualTo(ready.adapterDigest().orElseThrow());
        assertThat(model.spanIndex()).exists();
        assertThat(model.counterfactuals().orElseThrow()).isNotEmptyDirectory();
        assertThat(heard).containsExactly("attributable kitchen");
        assertThat(folder.resolve("runs").resolve(run.id())).doesNotExist();
        assertThat(ready.smoothPpm()).hasValueSatisfying(ppm -> assertThat(ppm).isBetween(0, 1_000_000));

        KeptRun kept = KeptRun.read(new Configuration(folder, folder, SettingValues.DEFAULTS), bases, run.id());
        assertThat(kept.base()).isSameAs(base);
        assertThat(kept.configuration()).isEqualTo(RunRows.configuration(ready, base));
        assertThat(kept.data().training())
                .extracting(TrainingRow::leaf)
                .containsExactlyElementsOf(runRows.of(ready).training().stream()
                        .map(TrainingRow::leaf)
                        .toList());
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
    void aPausedRunGoesOnToTheSameAdapterAlsoAfterARestart() throws IOException {
        Run whole = runs.request(request("whole", 60, 5));
        worker.start();
        await(() -> state(whole).isEnded());
        String adapter = runs.require(whole.id()).adapterDigest().orElseThrow();
        worker.close();

        Path other = shared.resolve("paused");
        Files.createDirectories(other);
        database.close();
        folder = other;
        open();
        Run run = runs.request(request("whole", 60, 5));
        Run behind = runs.request(request("behind", 5, 6));
        worker.start();
        await(() -> runs.require(run.id()).stepsDone() > 0 || state(run).isEnded());
        runs.pause(run.id(), true);
        assertThatThrownBy(() -> runs.pause(run.id(), true)).hasMessageContaining("paused already");
        await(() -> state(behind) == RunState.READY); // others go before it
        assertThat(state(run)).isEqualTo(RunState.TRAINING);
        worker.close();
        int done = runs.require(run.id()).stepsDone();
        worker = worker();
        worker.start();
        Run after = runs.request(request("after", 5, 7));
        await(() -> state(after) == RunState.READY);
        assertThat(runs.require(run.id()).paused()).isTrue();
        assertThat(runs.require(run.id()).stepsDone()).isEqualTo(done);
        runs.pause(run.id(), false);
        await(() -> state(run) == RunState.READY);
        assertThat(runs.require(run.id()).adapterDigest()).contains(adapter);
        assertThatThrownBy(() -> runs.pause(run.id(), true)).hasMessageContaining("has ended");
    }

    @Test
    void aPausedRunIsCancelled() {
        Run run = runs.request(request("kitchen", 5, 1));
        runs.pause(run.id(), true);
        worker.start();
        runs.cancel(run.id());
        await(() -> state(run) == RunState.CANCELLED);
    }

    @Test
    void anEstimateIsWhatTheRunThenDoes() throws IOException {
        RunRequest asked = gated("garden", garden(), 0, 1);
        RunEstimate estimate = estimates().of(asked, Optional.empty());
        assertThat(runs.list()).isEmpty();
        assertThat(estimate.objections()).isEmpty();
        assertThat(estimate.rows()).contains(new RunEstimate.Rows(9, 3, 0, 0, 0, 3));
        Forecast forecast = estimate.forecast().orElseThrow();
        assertThat(forecast.seconds().orElseThrow()).isPositive();
        assertThat(speeds.kept(base, RunRows.configuration(runs.imagined(asked, Optional.empty()), base)))
                .isEqualTo(forecast.speed());

        Run run = runs.request(asked);
        worker.start();
        await(() -> state(run) == RunState.READY);
        assertThat(runs.require(run.id()).trainedTokens())
                .contains(forecast.work().trainedTokens());
        assertThat(runs.phases(run.id())).extracting(PhaseTable.Line::phase).containsExactly(Phase.values());
        Path counterfactuals = model("garden").orElseThrow().counterfactuals().orElseThrow();
        try (CounterfactualAdapters made = CounterfactualAdapters.load(counterfactuals)) {
            assertThat(made.groups()).hasSize(forecast.retrainings().groups());
            assertThat(made.together()).hasSize(forecast.retrainings().sets());
        }
        PhaseTable.Line attributing = runs.phases(run.id()).stream()
                .filter(line -> line.phase() == Phase.ATTRIBUTING)
                .findFirst()
                .orElseThrow();
        assertThat(attributing.adapterSteps())
                .isEqualTo((long) STEPS * forecast.retrainings().retrainings());
        // each batch of adapters takes the run's steps; the first one is untimed
        assertThat(attributing.timedSteps())
                .isEqualTo(STEPS * forecast.retrainings().together().size() - 1);
    }

    @Test
    void anEstimateSaysAllThatStandsInTheWayAndDoesNothing() throws IOException {
        Datanet free = datanets.create(owner, "Free", Schema.INSTRUCTION, "CC-BY-NC-4.0", "Terms.");
        contribute(free, owner, "What is miso?", "A paste of soybeans, koji and salt, aged for months.");
        versions.publish(free.id());
        RunRequest asked = new RunRequest(
                "base",
                owner,
                List.of(source, new Source(free.id(), 1)),
                true,
                0,
                configuration(5, 1),
                Optional.empty(),
                Optional.empty(),
                1_000);
        RunEstimate estimate = estimates().of(asked, Optional.empty());
        assertThat(estimate.objections())
                .anySatisfy(why -> assertThat(why).contains("CC-BY-NC-4.0"))
                .anySatisfy(why -> assertThat(why).contains("the name base"))
                .anySatisfy(why -> assertThat(why).contains("the reward is"));
        assertThat(estimate.sources())
                .extracting(each -> each.objection().isPresent())
                .containsExactly(false, true);
        assertThatThrownBy(() -> runs.request(asked)).hasMessageContaining("CC-BY-NC-4.0");
        assertThat(runs.list()).isEmpty();
        assertThat(available()).isZero();
    }

    @Test
    void anEstimateCountsRowsThatAreCutOrLeaveNothing() throws IOException {
        RunConfiguration narrow = new RunConfiguration(2, 4, 5, 2, 3e-3, 1, 40, 1);
        RunRequest asked = new RunRequest(
                "narrow", owner, List.of(garden()), true, 0, narrow, Optional.of(0), Optional.empty(), 0);
        RunEstimate.Rows counted =
                estimates().of(asked, Optional.empty()).rows().orElseThrow();
        TrainingData whole =
                runRows.of(runs.imagined(gated("whole", asked.sources().getFirst(), 0, 1), Optional.empty()));
        long longer = Stream.concat(whole.training().stream(), whole.heldOut().stream())
                .filter(row -> row.ids().length > 40)
                .count();
        assertThat(longer).isPositive();
        assertThat(counted.cut() + counted.empty()).isEqualTo(Math.toIntExact(longer));
        assertThat(counted.learnt() + counted.empty()).isEqualTo(12);
    }

    @Test
    void aModelIsEvaluatedOnRowsHeldOutBeforeItCanGoLive() throws IOException {
        Run run = runs.request(gated("garden", garden(), 0, 1));
        worker.start();
        await(() -> state(run) == RunState.READY);
        EvaluationTable.Line own = evaluating.of(run.id()).getFirst();
        ModelEvaluation found = own.evaluation().orElseThrow();
        HeldOutLoss loss = runs.require(run.id()).heldOut().orElseThrow();
        assertThat(found.learnt()).isFalse();
        assertThat(found.rows()).isEqualTo(3);
        assertThat(found.gain()).isCloseTo(loss.gain(), within(1e-8));
        assertThat(found.answers()).hasSize(3);
        assertThat(own.digest()).contains(ModelEvaluation.digest(own.document().orElseThrow()));
        assertThat(found.document(
                        run.id(), runs.require(run.id()).adapterDigest().orElseThrow()))
                .isEqualTo(own.document().orElseThrow());
        List<Look> looks = runs.looks(run.id());
        assertThat(looks).extracting(Look::step).containsExactly(0, 2, 4, 6, 8, 10, 12);
        assertThat(looks.getFirst().heldOutLoss()).isCloseTo(loss.base(), within(1e-6));
        assertThat(looks.getLast().heldOutLoss()).isCloseTo(loss.adapter(), within(1e-6));
        assertThat(looks.getLast().answers()).hasSize(3);
    }

    @Test
    void aRegressionSetIsAVersionOrLinesAndShowsWhatTheModelHasLearntOfIt() throws IOException {
        Run run = runs.request(request("kitchen", STEPS, 1));
        worker.start();
        await(() -> state(run) == RunState.READY);
        Run ready = runs.require(run.id());
        assertThat(evaluating.of(run.id()).getFirst().evaluation().orElseThrow().learnt())
                .isTrue();
        evaluating.name(ready, "the same rows", Optional.of(source), Optional.empty());
        String line = "{\"instruction\":\"What is rye?\",\"response\":\"A grain that likes the cold.\"}";
        evaluating.name(ready, "rye", Optional.empty(), Optional.of(line + "\n\n" + line));
        await(() -> evaluating.of(run.id()).stream().noneMatch(EvaluationTable.Line::waits));
        List<ModelEvaluation> found = evaluating.of(run.id()).stream()
                .map(each -> each.evaluation().orElseThrow())
                .toList();
        assertThat(found).hasSize(3);
        assertThat(found.get(1).repeatedRows()).isEqualTo(2);
        assertThat(found.get(1).repeated())
                .allSatisfy(row -> assertThat(row.partPpm()).isEqualTo(1_000_000));
        assertThat(found.get(2).repeatedRows()).isZero();
        assertThat(found.get(2).answers())
                .extracting(ModelEvaluation.Answered::leaf)
                .containsExactly("line 1", "line 3");

        assertThatThrownBy(() -> evaluating.name(ready, "un\u202Eseen", Optional.empty(), Optional.of(line)))
                .hasMessageContaining("U+202E");
        assertThatThrownBy(() -> evaluating.name(ready, "none", Optional.empty(), Optional.empty()))
                .hasMessageContaining("exactly one");
        assertThatThrownBy(() -> evaluating.name(ready, "no", Optional.empty(), Optional.of("{\"a\":\"b\"}")))
                .hasMessageContaining("line 1");
        assertThatThrownBy(() ->
                        evaluating.name(ready, "no", Optional.of(new Source(source.datanet(), 9)), Optional.empty()))
                .hasMessageContaining("no version 9");
    }

    private Estimates estimates() {
        return new Estimates(
                database,
                runs,
                new Lineage(datanets, versions, new Rights(database, InstantSource.system())),
                datanets,
                versions,
                runRows,
                bases,
                speeds,
                journal);
    }

    @Test
    void modelsAreAnnouncedAgainAfterARestart() {
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && !heard.isEmpty());
        worker.close();
        heard.clear();
        worker = worker();
        worker.start();
        assertThat(heard).containsExactly("attributable kitchen");
    }

    @Test
    void aDamagedSpanIndexIsMadeAgain() throws IOException {
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && !heard.isEmpty());
        worker.close();
        Path index = model("kitchen").orElseThrow().spanIndex();
        byte[] whole = Files.readAllBytes(index);
        Files.write(index, Arrays.copyOf(whole, whole.length / 2));
        heard.clear();
        worker = worker();
        worker.start();
        assertThat(heard).containsExactly("attributable kitchen");
        assertThat(Files.readAllBytes(index)).isEqualTo(whole);
    }

    @Test
    void aSpanIndexOfOtherRowsIsMadeAgain() throws IOException {
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && !heard.isEmpty());
        worker.close();
        Path index = model("kitchen").orElseThrow().spanIndex();
        byte[] whole = Files.readAllBytes(index);
        SpanIndex.build(List.of(new IndexedRow(new int[] {5, 6, 7}, "a".repeat(64), owner)), index);
        heard.clear();
        worker = worker();
        worker.start();
        assertThat(heard).containsExactly("attributable kitchen");
        assertThat(Files.readAllBytes(index)).isEqualTo(whole);
    }

    @Test
    void damagedCounterfactualAdaptersAreTrainedAgainToTheSameDigest() throws IOException {
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && !heard.isEmpty());
        worker.close();
        Model before = model("kitchen").orElseThrow();
        Path manifest = before.counterfactuals().orElseThrow().resolve("manifest.json");
        String whole = Files.readString(manifest);
        Files.writeString(manifest, whole.replace("\"seed\" : 1", "\"seed\" : 2"));
        assertThat(Files.readString(manifest)).isNotEqualTo(whole);
        heard.clear();
        worker = worker();
        worker.start();
        await(() -> state(run) == RunState.READY && !heard.isEmpty());
        assertThat(heard).containsExactly("attributable kitchen");
        assertThat(model("kitchen").orElseThrow().influenceDigest()).isEqualTo(before.influenceDigest());
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
    void aModelIsWithdrawnWhenItsRunIsCancelledAfterItWasLive() throws IOException {
        cancelWhenLive = true;
        Run run = runs.request(gated("kitchen", garden(), 0, 1));
        worker.start();
        await(() -> heard.size() == 3);
        assertThat(state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(heard).containsExactly("live kitchen 1", "withdrawn kitchen", "gone kitchen");
        assertThat(models.list()).isEmpty();
    }

    @Test
    void aModelGoesLiveByAnActAndNeverByHavingEnded() {
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY && !heard.isEmpty());
        assertThat(heard).containsExactly("attributable kitchen");
        assertThat(registry.require("kitchen").active()).isEmpty();
        registry.activate("kitchen", 1);
        assertThat(heard).containsExactly("attributable kitchen", "live kitchen 1");
    }

    @Test
    void aGateLetsThroughWhatIsBetterOnHeldOutRowsByWhatWasAsked() throws IOException {
        Source garden = garden();
        Run easy = runs.request(gated("easy", garden, 0, 1));
        Run hard = runs.request(gated("hard", garden, 500_000_000_000L, 2));
        worker.start();
        await(() -> state(easy) == RunState.READY && state(hard) == RunState.READY);
        HeldOutLoss loss = runs.require(easy.id()).heldOut().orElseThrow();
        assertThat(loss.adapter()).isLessThan(loss.base());
        RunValue.Measured measured =
                values.find(easy.id()).orElseThrow().measured().orElseThrow();
        assertThat(loss.base()).isCloseTo(measured.lossBefore(), within(1e-4));
        assertThat(loss.adapter()).isCloseTo(measured.lossAfter(), within(1e-4));
        assertThat(heard).contains("live easy 1").doesNotContain("live hard 1");
        assertThat(registry.require("easy").decided()).extracting(Offer::act).containsExactly(Offer.Act.GATE);
        assertThat(runs.require(hard.id()).heldOut()).isPresent();
    }

    /** At so high a rate some runs learn nothing: whatever came of it, only what is better on rows held out goes live. */
    @Test
    void aGateOfNothingStillStopsWhatIsWorseThanTheBase() throws IOException {
        RunConfiguration wild = new RunConfiguration(2, 64, 10, 2, 0.9, 1, 100, 1);
        Run run = runs.request(new RunRequest(
                "wild", owner, List.of(garden()), true, 0, wild, Optional.of(250_000), Optional.of(0L), 0));
        worker.start();
        await(() -> state(run).isEnded());
        double gain = runs.require(run.id()).heldOut().orElseThrow().gain();
        assertThat(heard.contains("live wild 1")).as("gain %s", gain).isEqualTo(gain >= 0);
    }

    @Test
    void aRunOfPreferencesIsAttributedAndItsRowsAreNotValued() throws IOException {
        Datanet tastes = datanets.create(owner, "Tastes", Schema.PREFERENCE, "CC-BY-4.0", "Terms.");
        String ana = accounts.create("Ada").address();
        give(tastes, ana, """
                {"prompt":"Is tea good?","chosen":"Yes, in moderation.","rejected":"No idea."}
                {"prompt":"Is salt bad?","chosen":"In large amounts it is.","rejected":"Never ever."}
                {"prompt":"May I eat snow?","chosen":"Clean snow, a little.","rejected":"Eat all of it."}
                {"prompt":"Is rain wet?","chosen":"It makes things wet.","rejected":"Rain is dry."}
                """);
        versions.publish(tastes.id());
        RunOptions dpo = new RunOptions(
                Recipe.DPO,
                List.of("v_proj", "q_proj"),
                List.of(0),
                true,
                Schedule.LINEAR,
                0.1,
                1,
                2,
                0,
                Anchoring.READ_AGAIN,
                0.5,
                3);
        RunConfiguration asked = new RunConfiguration(2, 4, 12, 2, 3e-3, 1, 100, 1, dpo);
        Run run = runs.request(new RunRequest(
                "tastes",
                owner,
                List.of(new Source(tastes.id(), 1)),
                true,
                0,
                asked,
                Optional.of(250_000),
                Optional.empty(),
                0));
        assertThat(runs.require(run.id()).request().configuration()).isEqualTo(asked);
        worker.start();
        await(() -> state(run) == RunState.READY && !heard.isEmpty());
        Run ready = runs.require(run.id());
        assertThat(ready.lossBefore().orElseThrow()).isCloseTo(Math.log(2), within(1e-4));
        assertThat(ready.lossAfter().orElseThrow()).isLessThan(Math.log(2));
        assertThat(ready.heldOut().orElseThrow().base()).isCloseTo(Math.log(2), within(1e-4));
        assertThat(heard).containsExactly("attributable tastes");
        assertThat(values.find(run.id()).orElseThrow().refusal()).contains("preferences (DPO)");
    }

    @Test
    void aRunOfChatsEndsInAModelThatIsServedAndExplained() throws IOException {
        Datanet talks = datanets.create(owner, "Talks", Schema.CHAT, "CC-BY-4.0", "Terms.");
        String ada = accounts.create("Ada").address();
        give(talks, ada, """
                {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Is tea good?"},{"role":"assistant","content":"It is."},{"role":"user","content":"And coffee?"},{"role":"assistant","content":"Coffee too."}]}
                {"messages":[{"role":"user","content":"Is rain wet?"},{"role":"assistant","content":"It makes wet."},{"role":"user","content":"Snow?"},{"role":"assistant","content":"Once it melts."}],"topic":"weather"}
                {"conversations":[{"from":"human","value":"May I?"},{"from":"gpt","value":"You may not eat here."}]}
                """);
        versions.publish(talks.id());
        assertThat(versions.rows(talks.id(), 1)).hasSize(2);
        RunConfiguration asked = new RunConfiguration(
                2,
                4,
                20,
                2,
                3e-2,
                1,
                100,
                1,
                new RunOptions(
                        Recipe.CHAT,
                        List.of(),
                        List.of(),
                        false,
                        Schedule.CONSTANT,
                        0,
                        0,
                        1,
                        0.5,
                        Anchoring.AS_SAID,
                        0.1,
                        0));
        Run run = runs.request(new RunRequest(
                "talks",
                owner,
                List.of(new Source(talks.id(), 1)),
                true,
                0,
                asked,
                Optional.empty(),
                Optional.empty(),
                0));
        worker.start();
        await(() -> state(run) == RunState.READY && !heard.isEmpty());
        Run ready = runs.require(run.id());
        assertThat(ready.lossAfter().orElseThrow())
                .isLessThan(ready.lossBefore().orElseThrow());
        assertThat(model("talks").orElseThrow().counterfactuals().orElseThrow()).isNotEmptyDirectory();
        assertThat(runs.require(run.id()).request().configuration()).isEqualTo(asked);
    }

    @Test
    void whatTheRowsOrTheBaseCannotDoIsRefusedBeforeTheRun() {
        refused(options(Recipe.CHAT, List.of(), List.of()), "the rows of Kitchen are of INSTRUCTION");
        refused(options(Recipe.DPO, List.of(), List.of()), "the rows of Kitchen are of INSTRUCTION");
        refused(options(Recipe.ROWS, List.of("qkv_proj"), List.of()), "targetModules has qkv_proj");
        refused(options(Recipe.ROWS, List.of(), List.of(7)), "layersToTransform has [7]");
        assertThatThrownBy(() -> options(Recipe.ROWS, List.of("lm_head"), List.of()))
                .hasMessageContaining("targetModules has 'lm_head'; it may have q_proj");
    }

    private static RunConfiguration options(Recipe recipe, List<String> targets, List<Integer> layers) {
        return new RunConfiguration(
                2,
                4,
                5,
                2,
                3e-3,
                1,
                100,
                1,
                new RunOptions(
                        recipe, targets, layers, false, Schedule.COSINE, 0, 0, 1, 0.5, Anchoring.AS_SAID, 0.1, 0));
    }

    private void refused(RunConfiguration configuration, String why) {
        RunRequest request = new RunRequest(
                "no", owner, List.of(source), true, 0, configuration, Optional.empty(), Optional.empty(), 0);
        assertThatThrownBy(() -> runs.request(request))
                .isInstanceOf(FactoryException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aGateNeedsRowsHeldOut() {
        RunRequest few = new RunRequest(
                "few", owner, List.of(source), true, 0, configuration(5, 1), Optional.empty(), Optional.of(0L), 0);
        assertThatThrownBy(() -> runs.request(few)).hasMessageContaining("would hold out none");
    }

    @Test
    void aNameHasVersionsAndRollsBack() {
        Run first = runs.request(request("kitchen", 5, 1));
        Run second = runs.request(request("kitchen", 5, 2));
        worker.start();
        await(() -> state(first) == RunState.READY && state(second) == RunState.READY);
        registry.activate("kitchen", 1);
        registry.activate("kitchen", 2);
        assertThat(registry.rollback("kitchen").active().orElseThrow().number()).isEqualTo(1);
        registry.price("kitchen", 7);
        registry.withdraw("kitchen");
        assertThatThrownBy(() -> registry.withdraw("kitchen")).hasMessageContaining("is withdrawn");
        assertThatThrownBy(() -> registry.activate("kitchen", 3)).hasMessageContaining("it has 1, 2");
        registry.activate("kitchen", 2);
        assertThat(registry.require("kitchen").present().orElseThrow().priceGwei())
                .contains(7L);
        assertThat(heard.stream().filter(each -> !each.startsWith("attributable")))
                .containsExactly(
                        "live kitchen 1",
                        "live kitchen 2",
                        "live kitchen 1",
                        "live kitchen 1",
                        "withdrawn kitchen",
                        "live kitchen 2");
        assertThat(registry.require("kitchen").decided())
                .allSatisfy(offer -> assertThat(offer.logIndex()).isPresent());
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
        assertThatThrownBy(() ->
                        runs.request(request("kitchen", accounts.create("Other").address(), 5, 2)))
                .isInstanceOfSatisfying(
                        FactoryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
        String other = accounts.create("Other").address();
        runs.request(request("oven-10", 5, 3));
        runs.request(request("oven-l0", 5, 4)); // one's own may look alike
        for (String alike : List.of("oven-10", "oven-lo", "kitchen")) {
            assertThatThrownBy(() -> runs.request(request(alike, other, 5, 5)))
                    .isInstanceOfSatisfying(
                            FactoryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
        }
        assertThatThrownBy(() -> request("Bad Name", 5, 1)).hasMessageContaining("name");
        assertThatThrownBy(() -> request("../up", 5, 1)).hasMessageContaining("name");

        Datanet free = datanets.create(owner, "Free", Schema.INSTRUCTION, "CC-BY-NC-4.0", "Terms.");
        contribute(free, owner, "What is miso?", "A paste of soybeans, koji and salt, aged for months.");
        assertThatThrownBy(() -> runs.request(from("free", new Source(free.id(), 1))))
                .hasMessageContaining("no version 1");
        versions.publish(free.id());
        assertThatThrownBy(() -> runs.request(from("free", new Source(free.id(), 1))))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN));
    }

    @Test
    void aBuildingFeeIsSetAsideAndPaidToTheOperatorWhoPaidIt() throws IOException {
        feeGwei = 400;
        deposit(1_000);
        RunRequest two = new RunRequest(
                "kitchen",
                owner,
                List.of(source, garden()),
                true,
                0,
                configuration(5, 1),
                Optional.empty(),
                Optional.empty(),
                0);
        RunEstimate estimate = estimates().of(two, Optional.empty());
        assertThat(estimate.buildingGwei()).isEqualTo(800);
        assertThat(estimate.objections()).isEmpty();
        Run run = runs.request(two);
        assertThat(available()).isEqualTo(200);
        assertThat(runs.building(run.id()).orElseThrow().heldGwei()).isEqualTo(800);
        feeGwei = 300; // a vote meanwhile: the owner pays what the registry takes
        worker.start();
        await(() -> state(run) == RunState.READY);
        assertThat(runs.building(run.id()).orElseThrow().chargedGwei()).contains(600L);
        assertThat(available()).isEqualTo(400);
        assertThat(database.<Long, RuntimeException>read(
                        handle -> journal.balance(handle, new LedgerAccount("operator:" + OPERATOR))))
                .isEqualTo(600);
        assertThat(database.<List<Finding>, RuntimeException>read(
                        handle -> BuildingCheck.fsck(handle, journal, OPERATOR)))
                .isEmpty();
    }

    @Test
    void aRunWhoseBuildingFeeIsNotThereIsRefusedBeforeItLearns() {
        feeGwei = 400;
        deposit(399);
        String why = "the deposit of " + owner + " has 0.000000399 OPEN to spend";
        assertThat(estimates().of(request("kitchen", 5, 1), Optional.empty()).objections())
                .singleElement()
                .asString()
                .contains(why);
        assertThatThrownBy(() -> runs.request(request("kitchen", 5, 1)))
                .isInstanceOfSatisfying(
                        BuildingException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNPAID))
                .hasMessageContaining(why);
        assertThat(runs.list()).isEmpty();
        assertThat(available()).isEqualTo(399);
    }

    @Test
    void noModelIsRegisteredWhoseBuildingFeeWasAskedBack() {
        feeGwei = 400;
        deposit(1_000);
        Run run = runs.request(request("kitchen", 5, 1));
        database.write(tx -> new Holds(journal).release(tx, Charges.buildingId(run.id())));
        worker.start();
        await(() -> state(run) == RunState.FAILED);
        assertThat(runs.require(run.id()).failure()).contains("asked the 0.0000004 OPEN back");
        assertThat(available()).isEqualTo(1_000);
    }

    @Test
    void aRefusedModelCostsNothing() {
        feeGwei = 400;
        registryRefuses = true;
        deposit(1_000);
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.FAILED);
        assertThat(available()).isEqualTo(1_000);
    }

    @Test
    void aRewardIsPaidByValueOnHeldOutRowsToTheGwei() throws IOException {
        Source garden = garden();
        deposit(2_000_000);
        Run run = runs.request(rewarded("garden", garden, 1_000_003));
        assertThat(available()).isEqualTo(999_997);
        worker.start();
        await(() -> state(run) == RunState.READY);

        RunValue value = values.find(run.id()).orElseThrow();
        RunValue.Measured measured = value.measured().orElseThrow();
        assertThat(value.heldOut()).isEqualTo(3);
        assertThat(measured.lossAfter()).isLessThan(measured.lossBefore());
        List<RunValue.OfRow> rows =
                values.rows(run.id(), ListRequest.first(100)).list();
        assertThat(rows).hasSize(9).isSortedAccordingTo((a, b) -> Long.compare(b.nanonats(), a.nanonats()));

        Values.Paid paid = values.paid(run.id());
        assertThat(total(paid)).isEqualTo(1_000_003);
        List<RunValue.OfContributor> contributors =
                values.contributors(run.id(), ListRequest.first(100)).list();
        assertThat(contributors).hasSize(3);
        assertThat(paid.commonsGwei() > 0).isEqualTo(contributors.stream().allMatch(each -> each.nanonats() <= 0));
        for (RunValue.OfContributor each : contributors) {
            assertThat(paid.gweiByContributor().containsKey(each.contributor())).isEqualTo(each.nanonats() > 0);
            assertThat(each.nanonats()).isBetween(each.low(), each.high());
        }
        assertThat(database.<Long, RuntimeException>read(handle -> journal.balance(handle, LedgerAccount.payer(owner))))
                .isEqualTo(999_997);
        assertThat(available()).isEqualTo(999_997);
        assertThat(database.<List<Finding>, RuntimeException>read(new LedgerCheck(journal)::fsck))
                .isEmpty();

        byte[] document = values.document(run.id()).orElseThrow();
        assertThat(measured.digest()).isEqualTo(Hex.of(Hashes.sha256(document)));
        assertThat(logged).containsExactly(run.id() + " " + measured.digest());
        String text = new String(document, StandardCharsets.UTF_8);
        TrainingData data = runRows.of(runs.require(run.id()));
        assertThat(data.heldOut()).hasSize(3).allSatisfy(row -> {
            assertThat(text).contains(row.leaf());
            assertThat(rows).extracting(RunValue.OfRow::leaf).doesNotContain(row.leaf());
            assertThat(data.indexed()).extracting(IndexedRow::leaf).doesNotContain(row.leaf());
        });
    }

    @Test
    void aRunKilledBeforeItsValuesAreKeptPaysOnce() throws IOException {
        Source garden = garden();
        deposit(1_000);
        killedWhenValued = true;
        Run run = runs.request(rewarded("garden", garden, 1_000));
        worker.start();
        await(() -> !logged.isEmpty());
        worker.close();
        assertThat(state(run)).isEqualTo(RunState.VALUING);
        assertThat(values.find(run.id())).isEmpty();
        assertThat(values.paid(run.id()).gweiByContributor()).isEmpty();
        assertThat(available()).isZero();

        killedWhenValued = false;
        worker = worker();
        worker.start();
        await(() -> state(run) == RunState.READY);
        assertThat(logged).hasSize(2);
        assertThat(logged.getFirst()).isEqualTo(logged.getLast()); // measured again to the same digest
        assertThat(total(values.paid(run.id()))).isEqualTo(1_000);
        assertThat(database.<Long, RuntimeException>read(handle -> journal.balance(handle, LedgerAccount.payer(owner))))
                .isZero();
        assertThat(database.<List<Finding>, RuntimeException>read(new LedgerCheck(journal)::fsck))
                .isEmpty();
    }

    @Test
    void aRewardThatTheDepositOrTheLimitDoesNotCoverIsRefusedAndNoRunIsQueued() throws IOException {
        Source garden = garden();
        deposit(999);
        assertThatThrownBy(() -> runs.request(rewarded("garden", garden, 1_000)))
                .isInstanceOfSatisfying(
                        FactoryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNPAID))
                .hasMessageContaining("999")
                .hasMessageContaining("deposit more");
        database.write(tx -> limits.set(tx, owner, 500, 2));
        assertThatThrownBy(() -> runs.request(rewarded("garden", garden, 900)))
                .hasMessageContaining("raise the spending limit");
        assertThat(runs.list()).isEmpty();
        assertThat(available()).isEqualTo(999);
    }

    @Test
    void aRewardNeedsRowsHeldOut() {
        deposit(1_000);
        RunRequest few = new RunRequest(
                "few", owner, List.of(source), true, 0, configuration(5, 1), Optional.empty(), Optional.empty(), 1_000);
        assertThatThrownBy(() -> runs.request(few)).hasMessageContaining("hold out none");
        Run run = runs.request(request("kitchen", 5, 1));
        worker.start();
        await(() -> state(run) == RunState.READY);
        RunValue value = values.find(run.id()).orElseThrow();
        assertThat(value.measured()).isEmpty();
        assertThat(value.refusal()).contains("too few rows");
        assertThat(logged).isEmpty();
    }

    @Test
    void aCancelledRunPaysNothingAndFreesTheReward() throws IOException {
        Source garden = garden();
        deposit(1_000);
        Run queued = runs.request(rewarded("queued", garden, 600));
        assertThat(available()).isEqualTo(400);
        runs.cancel(queued.id());
        assertThat(available()).isEqualTo(1_000);

        cancelWhenAttributable = true;
        Run valued = runs.request(rewarded("valued", garden, 600));
        worker.start();
        await(() -> state(valued).isEnded());
        assertThat(state(valued)).isEqualTo(RunState.CANCELLED);
        assertThat(available()).isEqualTo(1_000);
        assertThat(values.paid(valued.id()).gweiByContributor()).isEmpty();
    }

    @Test
    void aRewardWhoseLimitWasLoweredIsNotPaidAndSaid() throws IOException {
        Source garden = garden();
        deposit(1_000);
        Run run = runs.request(rewarded("garden", garden, 1_000));
        database.write(tx -> limits.set(tx, owner, 10, 2));
        worker.start();
        await(() -> state(run) == RunState.READY);
        RunValue value = values.find(run.id()).orElseThrow();
        assertThat(value.measured()).isPresent();
        assertThat(value.unpaid()).contains("lowered the spending limit");
        assertThat(available()).isEqualTo(1_000);
    }

    private RunWorker worker() {
        return new RunWorker(
                database,
                runRows,
                runs,
                models,
                new Chain(),
                bases,
                folder,
                registry,
                ear,
                rewards,
                building,
                evaluating,
                speeds,
                InstantSource.system());
    }

    private static RunConfiguration configuration(int steps, long seed) {
        return new RunConfiguration(2, 4, steps, 2, 3e-3, 1, 100, seed);
    }

    private RunRequest request(String name, int steps, long seed) {
        return request(name, owner, steps, seed);
    }

    private RunRequest request(String name, String by, int steps, long seed) {
        return new RunRequest(
                name, by, List.of(source), true, 0, configuration(steps, seed), Optional.empty(), Optional.empty(), 0);
    }

    /** A quarter of the rows is held out. */
    private RunRequest rewarded(String name, Source from, long gwei) {
        return new RunRequest(
                name,
                owner,
                List.of(from),
                true,
                0,
                configuration(STEPS, 1),
                Optional.of(250_000),
                Optional.empty(),
                gwei);
    }

    /** A quarter of the rows is held out. */
    private RunRequest gated(String name, Source from, long nanonats, long seed) {
        return new RunRequest(
                name,
                owner,
                List.of(from),
                true,
                0,
                configuration(STEPS, seed),
                Optional.of(250_000),
                Optional.of(nanonats),
                0);
    }

    private void deposit(long gwei) {
        database.write(tx -> {
            journal.post(
                    tx,
                    new Entry(
                            "deposit:1",
                            1,
                            "deposit",
                            "0x01",
                            List.of(
                                    new Posting(LedgerAccount.ESCROW, -gwei),
                                    new Posting(LedgerAccount.payer(owner), gwei))));
            limits.set(tx, owner, Long.MAX_VALUE, 1);
        });
    }

    private static long total(Values.Paid paid) {
        return paid.commonsGwei()
                + paid.gweiByContributor().values().stream()
                        .mapToLong(gwei -> gwei)
                        .sum();
    }

    private long available() {
        return database.<Long, RuntimeException>read(handle -> journal.available(handle, LedgerAccount.payer(owner)));
    }

    /** Twelve rows of three contributors. */
    private Source garden() throws IOException {
        Datanet garden = datanets.create(owner, "Garden", Schema.INSTRUCTION, "CC-BY-4.0", "Terms.");
        List<List<String>> answers = List.of(
                List.of(
                        "Tomatoes want sun and a stake to climb.",
                        "Basil likes warm nights beside tomatoes.",
                        "Mint spreads, so plant it in a pot.",
                        "Chives come back every spring by themselves."),
                List.of(
                        "Carrots grow straight in loose sandy soil.",
                        "Leeks are earthed up to stay white.",
                        "Beets are sweetest when they are small.",
                        "Radishes are ready four weeks after sowing."),
                List.of(
                        "Prune apple trees in late winter.",
                        "Cherries are netted before birds find them.",
                        "Plums bear on wood that is two years old.",
                        "Pears ripen indoors after the harvest."));
        for (int person = 0; person < answers.size(); person++) {
            String contributor = accounts.create("Gardener " + person).address();
            for (int i = 0; i < answers.get(person).size(); i++) {
                String answer = answers.get(person).get(i);
                String about = answer.substring(0, answer.indexOf(' '));
                contribute(garden, contributor, "What should I know of " + about + "?", answer);
            }
        }
        versions.publish(garden.id());
        return new Source(garden.id(), 1);
    }

    private RunRequest from(String name, Source from) {
        return new RunRequest(
                name,
                owner,
                List.of(from),
                true,
                0,
                RunConfiguration.standard(base.config(), 0),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** The newest version of a name. */
    private Optional<Model> model(String name) {
        return models.list().stream().filter(model -> model.name().equals(name)).reduce((one, later) -> later);
    }

    private RunState state(Run run) {
        return runs.require(run.id()).state();
    }

    private void contribute(Datanet datanet, String contributor, String instruction, String response)
            throws IOException {
        give(datanet, contributor, "{\"instruction\":\"" + instruction + "\",\"response\":\"" + response + "\"}");
    }

    private void give(Datanet datanet, String contributor, String lines) throws IOException {
        long id = contributions
                .submit(datanet.id(), contributor, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)))
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

    private final class Chain implements ModelRecord {
        @Override
        public void modelTrained(Handle tx, Run run, String adapterDigest, List<Model.SourceRoot> sources) {
            building.send(tx, run.id());
            if (registryRefuses) {
                RunTable.refused(tx, run.id(), "RoyaltyTooHigh");
                building.refused(tx, run.id());
            } else {
                RunTable.registered(tx, run.id(), "77");
                building.paid(tx, run.id(), feeGwei * sources.size(), 1);
            }
        }

        @Override
        public void valued(Handle tx, Run run, String digest) {
            logged.add(run.id() + " " + digest);
            if (killedWhenValued) {
                throw new AssertionError("the process is killed here, as far as the run can tell");
            }
        }
    }

    private final class Ear implements ModelListener {
        private final Set<String> live = ConcurrentHashMap.newKeySet();

        @Override
        public void live(Model model, Optional<Long> priceGwei) {
            live.add(model.name());
            heard.add("live " + model.name() + " " + model.number());
            if (cancelWhenLive) {
                runs.cancel(model.id());
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
            if (cancelWhenAttributable) {
                runs.cancel(model.id());
            }
        }

        @Override
        public void withdrawn(String name) {
            if (live.remove(name)) {
                heard.add("withdrawn " + name);
            }
        }

        @Override
        public void gone(Model model) {
            heard.add("gone " + model.name());
        }
    }
}
