package org.openledger.attribution.influence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.calibration.Calibration;
import org.openledger.attribution.coding.CodedEffects;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.file.FileDigests;
import org.openledger.tensor.Processors;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;

/**
 * For each group of contributors, the adapter that the same run gives without the group's rows (same seed, same batches, weight
 * 0, the denominator unchanged). A group's effect on an answer is the answer's log-likelihood under the adapter minus under the
 * one without the group: the definition of counterfactual credit, measured by one prefill over the answer under all of them.
 * Where groups are alike there are adapters without several of them too, whose effects are shared, see {@link Effects}.
 *
 * <p>Where runs left out many groups at once (see {@link RetrainingPlan}), the prefill is over the answer under all of these, and each group's effect
 * is told from them by {@link CodedEffects}; it has a doubt of its own then.
 *
 * <p>Above {@value #MOST_AT_ONCE} adapters of others the prefill takes only the {@value #LARGEST} that do most to the answer by the {@link
 * FirstOrder}, with those they share groups with; what the others do is {@link PredictedEffect} by the first order itself.
 *
 * <p>The adapters belong to one base and one adapter, by digest. They are prepared in memory by the first call of {@link #effects}
 * and kept until {@link #close}. Calls are served one at a time.
 */
public final class CounterfactualAdapters implements AutoCloseable {
    /**
     * Adapters scored in one pass, which one processor computes. Not fewer than two: a product of one has another kernel, and rounds
     * otherwise.
     */
    private static final int SLOTS = 8;

    /** Up to this many adapters are scored exactly. */
    public static final int MOST_AT_ONCE = 16;

    /** What half of the width of a 90 % interval has of standard deviations, and a little more, since the fit is to few runs. */
    private static final double DEVIATIONS = 2;

    /** Above that, this many are, the largest; the rest keep the first-order estimate. */
    public static final int LARGEST = 4;

    private final Path folder;
    private final Manifest manifest;
    private final String digest;
    private final List<Adapter> without = new ArrayList<>();
    private @Nullable FirstOrder firstOrder;
    private @Nullable Processors processors;

    private CounterfactualAdapters(Path folder, Manifest manifest, String digest) {
        this.folder = folder;
        this.manifest = manifest;
        this.digest = digest;
    }

    /** {@link #train(BaseModel, List, LoraConfiguration, List, List, Path, Path, Progress, Cancellation)} of a run that held out no row. */
    public static CounterfactualAdapters train(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            List<String> groups,
            Path adapterFolder,
            Path out,
            Progress progress,
            Cancellation cancellation) {
        return train(base, rows, configuration, groups, List.of(), adapterFolder, out, progress, cancellation);
    }

    /**
     * Trains what is missing in {@code out} and opens it. A run that was cancelled or killed goes on where it was; a folder made for
     * other inputs is begun anew.
     *
     * @param rows the run's rows; {@code row.group()} counts in {@code groups}
     * @param configuration the run's own, seed included
     * @param groups names of the contributors or groups; one without rows has no effect
     * @param asked rows of which the run is asked how smooth and predictable it is: those held out; none for the run's own
     * @param adapterFolder the PEFT folder that the run gave
     * @param progress hears steps of all batches together
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    public static CounterfactualAdapters train(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            List<String> groups,
            List<TrainingRow> asked,
            Path adapterFolder,
            Path out,
            Progress progress,
            Cancellation cancellation) {
        try {
            new CounterfactualTraining(
                            base, rows, configuration, groups, asked.isEmpty() ? rows : asked, adapterFolder, out)
                    .run(progress, cancellation);
        } catch (IOException e) {
            throw new InfluenceException(
                    "cannot keep counterfactual adapters in " + out + ": " + e + ". Check the folder and free space",
                    e);
        }
        return load(out);
    }

    /**
     * Writes the folder of an adapter of whose rows nothing is known: it has no groups, so that nobody has an effect. The same adapter
     * gives the same bytes.
     *
     * @param adapterDigest empty for the base alone, see {@link Adapter#ofNothing}
     * @return its digest
     */
    public static String ofNobody(String baseDigest, String adapterDigest, Path out) {
        new Manifest(
                        baseDigest,
                        adapterDigest,
                        "",
                        0,
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        Manifest.Coded.NONE,
                        Manifest.WHOLLY_PPM,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .write(out);
        return load(out).digest();
    }

    /** Opens a folder that training has finished, comparing every file with its checksum. */
    public static CounterfactualAdapters load(Path folder) {
        return new CounterfactualAdapters(
                folder, Manifest.read(folder), FileDigests.ofFile(folder.resolve(Manifest.FILE)));
    }

    /** {@link #load(Path)} of the very folder with this digest; a whole one that another run gave is refused. */
    public static CounterfactualAdapters load(Path folder, String digest) {
        CounterfactualAdapters found = load(folder);
        if (!found.digest().equals(digest)) {
            throw new InfluenceException("the counterfactual adapters in " + folder + " have the digest "
                    + found.digest() + ", not " + digest
                    + ": they are damaged or of another run. Train them again");
        }
        return found;
    }

    /** Whether training has finished in the folder. */
    public static boolean complete(Path folder) {
        return Manifest.exists(folder);
    }

    /** SHA-256 of {@code manifest.json}, which holds the SHA-256 of every other file. */
    public String digest() {
        return digest;
    }

    /** The groups, in the order of the effects. */
    public List<String> groups() {
        return manifest.groups().stream().map(Manifest.Group::name).toList();
    }

    public String baseDigest() {
        return manifest.baseDigest();
    }

    public String adapterDigest() {
        return manifest.adapterDigest();
    }

    /** Sets of groups that are alike, by name; each is left out together too. */
    public List<List<String>> together() {
        return manifest.together().stream().map(Manifest.Together::groups).toList();
    }

    /** How much of other real removals the effects foresee: who is surer of an effect than that, is too sure. */
    public int predictablePpm() {
        return manifest.predictablePpm();
    }

    /** How smooth the run is, see {@link Smoothness}; empty where it was not measured. */
    public Optional<Integer> smoothPpm() {
        return manifest.smoothPpm();
    }

    /** The run's scale of support; empty in folders of before it was kept. */
    public Optional<SupportScale> support() {
        return manifest.support();
    }

    /** What other seeds showed of the run; empty in folders of before it was asked. */
    public Optional<Calibration> calibration() {
        return manifest.calibration();
    }

    /** The folders of the run with other seeds, as long as they are kept; each has counterfactual adapters and their adapter. */
    public List<Path> otherSeeds() {
        try {
            return CounterfactualTraining.otherSeeds(folder);
        } catch (IOException e) {
            throw new InfluenceException("cannot read the runs with other seeds in " + folder + ": " + e, e);
        }
    }

    /** The PEFT folder of the adapter that all rows gave with another seed. */
    public static Path adapterOf(Path otherSeed) {
        return otherSeed.resolve(CounterfactualTraining.OTHER_ADAPTER);
    }

    /**
     * Trains a run again with another seed, with everybody and without each of the groups that have the most rows (see {@link
     * RetrainingPlan#again}), in a folder where that is not done yet.
     *
     * @param seeded the run's configuration with the other seed
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    public static void trainAgain(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration seeded,
            List<String> groups,
            Path out,
            Progress progress,
            Cancellation cancellation) {
        try {
            CounterfactualTraining.again(
                    base,
                    rows,
                    seeded,
                    RetrainingPlan.of(base.tokenizer(), rows, groups.size(), seeded.seed())
                            .again(),
                    groups,
                    out,
                    progress,
                    cancellation);
        } catch (IOException e) {
            throw new InfluenceException("cannot keep a run with another seed in " + out + ": " + e, e);
        }
    }

    /**
     * Keeps what was fitted to the run in the folder's manifest, which has another digest then, and removes the runs with other seeds.
     * What was interrupted is done by the next call. The folder as it is opened again.
     */
    public static CounterfactualAdapters keep(Path folder, SupportScale scale, Calibration calibration) {
        Manifest.read(folder).with(scale, calibration).write(folder);
        try {
            CounterfactualTraining.removeOtherSeeds(folder);
        } catch (IOException e) {
            throw new InfluenceException("cannot remove the runs with other seeds in " + folder + ": " + e, e);
        }
        return load(folder);
    }

    /** An adapter that some groups gave nothing to; close it. */
    public record Without(Set<String> groups, Adapter adapter) implements AutoCloseable {
        @Override
        public void close() {
            adapter.close();
        }
    }

    /**
     * The adapter that was trained without a group, and without as few others as there is one of.
     *
     * @param adapter that all rows gave
     */
    public Without without(String group, Adapter adapter) {
        Manifest.Together fewest = manifest.leftOut().stream()
                .filter(run -> run.groups().contains(group))
                .min(Comparator.comparingInt(run -> run.groups().size()))
                .orElseThrow(() -> new InfluenceException("no counterfactual adapter leaves out " + group));
        return new Without(Set.copyOf(fewest.groups()), AdapterDelta.apply(folder.resolve(fewest.file()), adapter));
    }

    /** The seed of the run, which also seeds the resampling behind intervals and confidence. */
    public long seed() {
        return manifest.seed();
    }

    /**
     * Measures the effect of every group on an answer. The same inputs give the same bits on machines of the same kind with the
     * same number of threads.
     *
     * @param promptIds what the answer was given to, at least one token
     * @param answerIds the answer's tokens; none gives effects of zero
     * @throws InfluenceException when base or adapter are not those the counterfactual adapters were trained with, or the text
     *     is longer than the model reads
     */
    public Effects effects(BaseModel base, Adapter adapter, int[] promptIds, int[] answerIds) {
        return effects(base, adapter, promptIds, promptIds, answerIds);
    }

    /**
     * {@link #effects(BaseModel, Adapter, int[], int[])}, with the base asked another prompt: what it would have said to the
     * question alone, where the model was given more.
     */
    public synchronized Effects effects(
            BaseModel base, Adapter adapter, int[] basePromptIds, int[] promptIds, int[] answerIds) {
        check(base, adapter, basePromptIds, answerIds);
        check(base, adapter, promptIds, answerIds);
        if (answerIds.length == 0) {
            return effects(Scores.joined(List.of()));
        }
        prepare(base, adapter);
        return firstOrder == null
                ? effects(scoresOfAll(base, adapter, basePromptIds, promptIds, answerIds))
                : effectsOfLargest(firstOrder, base, adapter, basePromptIds, promptIds, answerIds);
    }

    /**
     * The effect of every group on several rows' responses together, as if they were one answer: on rows that were held out, what
     * each group does for the loss there. All groups are measured, however many there are.
     *
     * @param check run before each row; what it throws ends the measuring
     */
    public synchronized Effects effects(BaseModel base, Adapter adapter, List<TrainingRow> rows, Runnable check) {
        List<Scores> scores = new ArrayList<>(rows.size());
        for (TrainingRow row : rows) {
            check.run();
            int[] response = row.response();
            check(base, adapter, row.prompt(), response);
            prepare(base, adapter);
            scores.add(scoresOfAll(base, adapter, row.prompt(), row.prompt(), response));
        }
        return isCoded() ? told(scores) : effects(Scores.joined(scores));
    }

    private Effects effects(Scores scores) {
        return isCoded()
                ? told(List.of(scores))
                : new Effects(scores.base(), scores.model(), removals(files(), scores), seed());
    }

    private boolean isCoded() {
        return !manifest.coded().isEmpty();
    }

    /** The effects on some answers, each told by itself, on all of them together. */
    private Effects told(List<Scores> answers) {
        List<String> names = groups();
        List<List<Integer>> leftOut = numbers(
                manifest.coded().runs().stream().map(Manifest.Together::groups).toList());
        List<List<Integer>> alike = numbers(manifest.coded().alike());
        Scores all = Scores.joined(answers);
        double[][] ofTokens = new double[names.size()][all.model().length];
        double[] variances = new double[names.size()];
        int from = 0;
        for (Scores answer : answers) {
            int tokens = answer.model().length;
            double[][] ofRuns = new double[tokens][leftOut.size()];
            double[] losses = new double[leftOut.size()];
            for (int run = 0; run < losses.length; run++) {
                for (int t = 0; t < tokens; t++) {
                    ofRuns[t][run] = answer.model()[t] - answer.without(run)[t];
                    losses[run] += ofRuns[t][run];
                }
            }
            CodedEffects decoding = CodedEffects.of(names.size(), alike, leftOut, losses);
            for (int group = 0; group < names.size(); group++) {
                for (int t = 0; t < tokens; t++) {
                    ofTokens[group][from + t] = decoding.effect(group, ofRuns[t]);
                }
                variances[group] += decoding.doubt(group) * decoding.doubt(group);
            }
            from += tokens;
        }
        Map<String, double[]> effects = new LinkedHashMap<>();
        Map<String, Double> doubts = new LinkedHashMap<>();
        for (int group = 0; group < names.size(); group++) {
            effects.put(names.get(group), ofTokens[group]);
            doubts.put(names.get(group), DEVIATIONS * Math.sqrt(variances[group]));
        }
        return Effects.told(all.base(), all.model(), effects, doubts, seed());
    }

    private List<List<Integer>> numbers(List<List<String>> sets) {
        List<String> names = groups();
        return sets.stream()
                .map(set -> set.stream().map(names::indexOf).toList())
                .toList();
    }

    private List<Integer> files() {
        return IntStream.range(0, manifest.leftOut().size()).boxed().toList();
    }

    private Scores scoresOfAll(BaseModel base, Adapter adapter, int[] basePromptIds, int[] promptIds, int[] answerIds) {
        List<@Nullable Adapter> all = new ArrayList<>(Arrays.asList(null, adapter));
        all.addAll(without);
        Iterator<double[]> scores = score(base, all, basePromptIds, promptIds, answerIds);
        return Scores.of(scores.next(), scores.next(), files(), scores);
    }

    private Effects effectsOfLargest(
            FirstOrder ofAll, BaseModel base, Adapter adapter, int[] basePromptIds, int[] promptIds, int[] answerIds) {
        try (FirstOrder.Slope slope = ofAll.slope(promptIds, answerIds)) {
            List<double[]> first = run(List.of(
                    () -> new double[] {slope.take()}, () -> AnswerScoring.underBase(base, basePromptIds, answerIds)));
            double[] nats = foreseen(first.getFirst()[0], run(slope.products()));
            List<Integer> largest = largest(nats);
            List<Integer> changed =
                    largest.stream().filter(file -> !ofAll.unchanged(file)).toList();
            List<@Nullable Adapter> asked = new ArrayList<>(List.of(adapter));
            changed.forEach(file -> asked.add(without.get(file)));
            Iterator<double[]> found = score(base, asked, promptIds, promptIds, answerIds);
            Scores scores = Scores.of(first.getLast(), found.next(), changed, found);
            return new Effects(scores.base(), scores.model(), removals(largest, scores), foreseen(nats), seed());
        }
    }

    /** What the answer loses without each file's groups; it can gain no more than certainty. */
    private static double[] foreseen(double logProbability, List<double[]> parts) {
        double[] nats = parts.stream().reduce(Effects::sum).orElseThrow();
        Arrays.setAll(nats, file -> Math.max(nats[file], Math.min(0, logProbability)));
        return nats;
    }

    private List<PredictedEffect> foreseen(double[] nats) {
        return IntStream.range(0, nats.length)
                .mapToObj(file -> new PredictedEffect(groupsOf(file), nats[file]))
                .toList();
    }

    /** The log-probabilities under each adapter, in their order. */
    private Iterator<double[]> score(
            BaseModel base, List<@Nullable Adapter> adapters, int[] basePromptIds, int[] promptIds, int[] answerIds) {
        List<Callable<double[][]>> pieces =
                AnswerScoring.pieces(base, adapters, basePromptIds, promptIds, answerIds, SLOTS);
        return run(pieces).stream().flatMap(Arrays::stream).iterator();
    }

    private <T> List<T> run(List<Callable<T>> pieces) {
        return Objects.requireNonNull(processors, "prepared").compute(pieces);
    }

    /** The files that do most, and those that share groups with them, so that what is divided was measured alike. */
    private List<Integer> largest(double[] nats) {
        List<Integer> order = IntStream.range(0, nats.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer file) -> Math.abs(nats[file]))
                        .reversed())
                .toList();
        SortedSet<Integer> chosen = new TreeSet<>();
        for (int file : order) {
            if (chosen.size() >= LARGEST) {
                break;
            }
            chosen.addAll(related(file));
        }
        return List.copyOf(chosen);
    }

    /** The file itself, the sets that hold one of its groups, and whatever lies inside one of these. */
    private Set<Integer> related(int file) {
        List<String> names = groupsOf(file);
        List<List<String>> sets = new ArrayList<>(List.of(names));
        manifest.together().stream()
                .map(Manifest.Together::groups)
                .filter(set -> set.stream().anyMatch(names::contains))
                .forEach(sets::add);
        Set<Integer> related = new TreeSet<>();
        for (int other = 0; other < manifest.leftOut().size(); other++) {
            List<String> groups = groupsOf(other);
            if (sets.stream().anyMatch(set -> set.containsAll(groups))) {
                related.add(other);
            }
        }
        return related;
    }

    private List<String> groupsOf(int file) {
        return manifest.leftOut().get(file).groups();
    }

    private List<Removal> removals(List<Integer> files, Scores scores) {
        return files.stream()
                .map(file -> new Removal(groupsOf(file), scores.without(file)))
                .toList();
    }

    private void check(BaseModel base, Adapter adapter, int[] promptIds, int[] answerIds) {
        if (!base.digest().equals(baseDigest()) || !adapter.digest().equals(adapterDigest())) {
            throw new InfluenceException("the counterfactual adapters in " + folder + " belong to base " + baseDigest()
                    + " and adapter " + adapterDigest() + ", not to " + base.digest() + " and " + adapter.digest());
        }
        if (promptIds.length == 0) {
            throw new InfluenceException(
                    "an answer without a prompt cannot be scored: its first token follows nothing");
        }
        int most = base.config().maximumPositions();
        if (promptIds.length + (long) answerIds.length > most + 1L) {
            throw new InfluenceException("a prompt of " + promptIds.length + " and an answer of " + answerIds.length
                    + " tokens; the model reads " + most);
        }
        int vocabulary = base.config().vocabularySize();
        for (int[] ids : List.of(promptIds, answerIds)) {
            if (Arrays.stream(ids).anyMatch(id -> id < 0 || id >= vocabulary)) {
                throw new InfluenceException("a token id is outside the model's vocabulary of " + vocabulary);
            }
        }
    }

    /** Opens the adapters, and what tells of many of them at once. */
    private void prepare(BaseModel base, Adapter adapter) {
        if (processors != null) {
            return;
        }
        processors = new Processors();
        for (Manifest.Together each : manifest.leftOut()) {
            without.add(AdapterDelta.apply(folder.resolve(each.file()), adapter));
        }
        if (without.size() > MOST_AT_ONCE && !isCoded()) {
            firstOrder = new FirstOrder(base, adapter, without);
        }
    }

    /** Frees the adapters' memory; the next call of {@link #effects} prepares them again. */
    @Override
    public synchronized void close() {
        without.forEach(Adapter::close);
        without.clear();
        if (firstOrder != null) {
            firstOrder.close();
            firstOrder = null;
        }
        if (processors != null) {
            processors.close();
            processors = null;
        }
    }
}
