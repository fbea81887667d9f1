package org.openledger.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.influence.RetrainingPlan;
import org.openledger.attribution.influence.SourcedPrompt;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.OtherSeed;
import org.openledger.attribution.shares.Share;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;

/**
 * A run as the node makes it, in a temporary folder: the adapter, the counterfactual adapters with their sets, and the span index.
 * What it says of an answer is what a receipt would say.
 */
final class TrialRun implements AutoCloseable {
    /** Whose all rows are in {@link #rowsOfAll}. */
    static final String ALL = "all";

    private static final String ADAPTER = "adapter";

    private final BaseModel base;
    private final List<String> groups;
    private final List<TrainingRow> rows;
    private final int maxTokens;
    private final Path folder;
    private final Adapter adapter;
    private final CounterfactualAdapters counterfactual;
    private final SpanIndex index;
    private final SpanIndex ofAll;
    private final double runCpuSeconds;
    private final double explainCpuSeconds;
    private final Map<SpanIndex, AnswerAttribution> attributions = new HashMap<>();

    private TrialRun(
            BaseModel base,
            List<String> groups,
            List<TrainingRow> rows,
            int maxTokens,
            Path folder,
            Adapter adapter,
            CounterfactualAdapters counterfactual,
            SpanIndex index,
            SpanIndex ofAll,
            double runCpuSeconds,
            double explainCpuSeconds) {
        this.base = base;
        this.groups = groups;
        this.rows = rows;
        this.maxTokens = maxTokens;
        this.folder = folder;
        this.adapter = adapter;
        this.counterfactual = counterfactual;
        this.index = index;
        this.ofAll = ofAll;
        this.runCpuSeconds = runCpuSeconds;
        this.explainCpuSeconds = explainCpuSeconds;
    }

    /**
     * Trains.
     *
     * @param given each contributor's rows
     * @throws org.openledger.train.CancelledException when asked to stop; the folder is removed
     */
    static TrialRun train(
            BaseModel base,
            SortedMap<String, List<RowText>> given,
            LoraConfiguration configuration,
            String name,
            Lds.Report report,
            Cancellation cancellation) {
        List<String> groups = List.copyOf(given.keySet());
        List<TrainingRow> rows = rows(base, given, configuration.maxTokens());
        Path folder = temporary();
        List<Runnable> open = new ArrayList<>();
        boolean trained = false;
        try {
            double begun = CpuClock.seconds();
            Path adapterFolder =
                    adapter(base, rows, configuration, folder, report.stage(name + ": the run"), cancellation);
            double ran = CpuClock.seconds();
            Adapter adapter = Adapter.load(adapterFolder, base);
            open.add(adapter::close);
            CounterfactualAdapters counterfactual = CounterfactualAdapters.train(
                    base,
                    rows,
                    configuration,
                    groups,
                    adapterFolder,
                    folder.resolve("without"),
                    report.stage(name + ": without each of " + groups.size() + " contributors"),
                    cancellation);
            open.add(counterfactual::close);
            SpanIndex index = indexed(folder.resolve("spans"), rows, groups::get);
            counterfactual = AnswerAttribution.fitted(
                    base, adapterFolder, counterfactual, folder.resolve("without"), index, List.of(), cancellation);
            open.add(counterfactual::close);
            TrialRun run = new TrialRun(
                    base,
                    groups,
                    rows,
                    configuration.maxTokens(),
                    folder,
                    adapter,
                    counterfactual,
                    index,
                    indexed(folder.resolve("spans-of-all"), rows, group -> ALL),
                    ran - begun,
                    CpuClock.seconds() - ran);
            trained = true;
            return run;
        } finally {
            if (!trained) {
                open.forEach(Runnable::run);
                remove(folder);
            }
        }
    }

    /** The run's adapter alone, and the index of its rows. */
    record Learnt(BaseModel base, Path folder, SpanIndex index) implements AutoCloseable {
        /** The run's adapter; the caller owns it. */
        Adapter copyOfAdapter() {
            return Adapter.load(folder.resolve(ADAPTER), base);
        }

        @Override
        public void close() {
            index.close();
            remove(folder);
        }
    }

    /** Trains, and prepares nothing that tells who caused an answer. Throws what {@link #train} does. */
    static Learnt learn(
            BaseModel base,
            SortedMap<String, List<RowText>> given,
            LoraConfiguration configuration,
            String name,
            Lds.Report report,
            Cancellation cancellation) {
        List<String> groups = List.copyOf(given.keySet());
        List<TrainingRow> rows = rows(base, given, configuration.maxTokens());
        Path folder = temporary();
        boolean trained = false;
        try {
            adapter(base, rows, configuration, folder, report.stage(name + ": the run"), cancellation);
            Learnt learnt = new Learnt(base, folder, indexed(folder.resolve("spans"), rows, groups::get));
            trained = true;
            return learnt;
        } finally {
            if (!trained) {
                remove(folder);
            }
        }
    }

    /** Trains on all rows, and says where the adapter is. */
    private static Path adapter(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            Path folder,
            Progress progress,
            Cancellation cancellation) {
        List<Adapter> made = LoraTrainer.train(
                        base, rows, configuration, List.of(Set.of()), Optional.empty(), progress, cancellation)
                .adapters();
        Path adapter = folder.resolve(ADAPTER);
        made.getFirst().save(adapter);
        made.forEach(Adapter::close);
        return adapter;
    }

    private static List<TrainingRow> rows(BaseModel base, SortedMap<String, List<RowText>> given, int maxTokens) {
        List<TrainingRow> rows = new ArrayList<>();
        int group = 0;
        for (Map.Entry<String, List<RowText>> contributor : given.entrySet()) {
            for (RowText text : contributor.getValue()) {
                text.tokens(base, maxTokens, group, leaf(rows.size())).ifPresent(rows::add);
            }
            group++;
        }
        return List.copyOf(rows);
    }

    private static SpanIndex indexed(Path file, List<TrainingRow> rows, IntFunction<String> names) {
        return indexed(
                file,
                rows.stream()
                        .map(row -> new IndexedRow(row.ids(), row.leaf(), names.apply(row.group())))
                        .toList());
    }

    private static SpanIndex indexed(Path file, List<IndexedRow> rows) {
        SpanIndex.build(rows, file);
        return SpanIndex.open(file);
    }

    /** An index of other rows in the run's folder; the caller closes it. */
    SpanIndex indexOf(List<IndexedRow> rows) {
        return indexed(folder.resolve("spans-of-others"), rows);
    }

    /** The leaf of a row by its number, in the order of the names. */
    static String leaf(int row) {
        return "%064x".formatted(row);
    }

    double runCpuSeconds() {
        return runCpuSeconds;
    }

    /** Of all that was prepared to explain answers. */
    double explainCpuSeconds() {
        return explainCpuSeconds;
    }

    List<String> groups() {
        return groups;
    }

    List<TrainingRow> rows() {
        return rows;
    }

    /** Which adapters explain the run. */
    RetrainingPlan plan() {
        return RetrainingPlan.of(base.tokenizer(), rows, groups.size(), counterfactual.seed());
    }

    /** The run once more with another seed, without each of the largest contributors; the caller closes it. */
    OtherSeed again(LoraConfiguration seeded, String name, Progress progress, Cancellation cancellation) {
        CounterfactualAdapters.trainAgain(base, rows, seeded, groups, folder.resolve(name), progress, cancellation);
        return OtherSeed.open(base, folder.resolve(name));
    }

    /** The sets of contributors who were found alike. */
    List<List<String>> together() {
        return counterfactual.together();
    }

    /** The run's adapter once more; the caller owns it. */
    Adapter copyOfAdapter() {
        return Adapter.load(folder.resolve(ADAPTER), base);
    }

    /** The rows' index as if one contributor had given them all, to rank rows whoever gave them. */
    SpanIndex rowsOfAll() {
        return ofAll;
    }

    /** A question with its answer, as tokens. */
    TrainingRow asked(RowText text) {
        return text.tokens(base, maxTokens, 0, "asked")
                .orElseThrow(() -> new IllegalArgumentException("nothing can be asked about " + text));
    }

    Effects effects(int[] prompt, int[] answer) {
        return counterfactual.effects(base, adapter, prompt, answer);
    }

    /** The whole way from an answer to its attribution, evidence included. */
    Attribution attribute(int[] prompt, int[] answer) {
        return attribute(index, prompt, answer);
    }

    /** The same with the evidence of another index. */
    Attribution attribute(SpanIndex index, int[] prompt, int[] answer) {
        return attributions
                .computeIfAbsent(index, each -> new AnswerAttribution(base, adapter, counterfactual, each))
                .of(AnswerAttribution.METHOD, prompt, answer);
    }

    /** What a receipt says of an answer that was given sources, by some method. */
    Attribution attribute(String method, SourcedPrompt prompt, int[] answer) {
        return attributions
                .computeIfAbsent(index, each -> new AnswerAttribution(base, adapter, counterfactual, each))
                .of(method, prompt, answer);
    }

    /** What a contributor gets of an answer, in parts of one. */
    static double part(Attribution attribution, String contributor) {
        return attribution.shares().stream()
                        .filter(share -> share.contributor().equals(contributor))
                        .mapToDouble(Share::ppm)
                        .sum()
                / 1e6;
    }

    /** Bytes of the counterfactual adapters. */
    long bytes() {
        try (Stream<Path> files = Files.list(folder.resolve("without"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("openledger-trial");
        } catch (IOException e) {
            throw new UncheckedIOException("a trial run needs a temporary folder", e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        index.close();
        ofAll.close();
        counterfactual.close();
        adapter.close();
        remove(folder);
    }
}
