package org.openledger.attribution.influence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.FileDigests;
import org.openledger.model.LoraBank;
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
 * <p>The adapters belong to one base and one adapter, by digest. They are prepared in memory by the first call of {@link #effects}
 * and kept until {@link #close}. Calls are served one at a time.
 */
public final class CounterfactualAdapters implements AutoCloseable {
    /** Adapters scored in one pass: bounds the memory of one answer's activations. */
    private static final int SLOTS = 16;

    private final Path folder;
    private final Manifest manifest;
    private final String digest;
    private final List<LoraBank> banks = new ArrayList<>();

    private CounterfactualAdapters(Path folder, Manifest manifest, String digest) {
        this.folder = folder;
        this.manifest = manifest;
        this.digest = digest;
    }

    /**
     * Trains what is missing in {@code out} and opens it. A run that was cancelled or killed goes on where it was; a folder made for
     * other inputs is begun anew.
     *
     * @param rows the run's rows; {@code row.group()} counts in {@code groups}
     * @param configuration the run's own, seed included
     * @param groups names of the contributors or groups; one without rows has no effect
     * @param adapterFolder the PEFT folder that the run gave
     * @param progress hears steps of all batches together
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    public static CounterfactualAdapters train(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            List<String> groups,
            Path adapterFolder,
            Path out,
            Progress progress,
            Cancellation cancellation) {
        try {
            new CounterfactualTraining(base, rows, configuration, groups, adapterFolder, out)
                    .run(progress, cancellation);
        } catch (IOException e) {
            throw new InfluenceException(
                    "cannot keep counterfactual adapters in " + out + ": " + e + ". Check the folder and free space",
                    e);
        }
        return load(out);
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
        return Files.isRegularFile(folder.resolve(Manifest.FILE));
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
        Scores scores = new Scores(manifest.files().size(), answerIds.length);
        score(base, adapter, basePromptIds, promptIds, answerIds, scores, 0);
        return effects(scores);
    }

    /**
     * The effect of every group on several rows' responses together, as if they were one answer: on rows that were held out, what
     * each group does for the loss there.
     *
     * @param check run before each row; what it throws ends the measuring
     */
    public synchronized Effects effects(BaseModel base, Adapter adapter, List<TrainingRow> rows, Runnable check) {
        int tokens = rows.stream()
                .mapToInt(row -> row.ids().length - row.promptLength())
                .sum();
        Scores scores = new Scores(manifest.files().size(), tokens);
        int from = 0;
        for (TrainingRow row : rows) {
            check.run();
            int[] response = row.response();
            check(base, adapter, row.prompt(), response);
            score(base, adapter, row.prompt(), row.prompt(), response, scores, from);
            from += response.length;
        }
        return effects(scores);
    }

    private Effects effects(Scores scores) {
        return new Effects(scores.underBase(), scores.underModel(), removals(scores.without()), seed());
    }

    /** Log-probabilities of tokens under the base, under the model, and without each removal: [removals][tokens]. */
    @SuppressWarnings("ArrayRecordComponent") // filled piece by piece
    private record Scores(double[] underBase, double[] underModel, double[][] without) {
        Scores(int removals, int tokens) {
            this(new double[tokens], new double[tokens], new double[removals][tokens]);
        }
    }

    /** Fills in the scores of one answer, whose first token stands at {@code from}. */
    private void score(
            BaseModel base,
            Adapter adapter,
            int[] basePromptIds,
            int[] promptIds,
            int[] answerIds,
            Scores into,
            int from) {
        if (answerIds.length == 0) {
            return;
        }
        prepare(base, adapter);
        int next = 0;
        for (LoraBank bank : banks) {
            int[][] prompts = new int[bank.slots()][];
            Arrays.fill(prompts, promptIds);
            prompts[0] = basePromptIds;
            double[][] scores = AnswerScoring.logProbabilities(base, bank, prompts, answerIds);
            System.arraycopy(scores[0], 0, into.underBase(), from, answerIds.length);
            System.arraycopy(scores[1], 0, into.underModel(), from, answerIds.length);
            for (int slot = 2; slot < scores.length; slot++) {
                System.arraycopy(scores[slot], 0, into.without()[next++], from, answerIds.length);
            }
        }
    }

    /** The groups alone, then those that are alike together, in the order of the manifest's files. */
    private List<Removal> removals(double[][] without) {
        int alone = manifest.groups().size();
        List<Removal> removals = new ArrayList<>(Removal.ofEach(groups(), Arrays.copyOf(without, alone)));
        for (Manifest.Together set : manifest.together()) {
            removals.add(new Removal(set.groups(), without[removals.size()]));
        }
        return removals;
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

    /** Banks of the base alone, the adapter, and some of the counterfactual adapters; every bank has the first two. */
    private void prepare(BaseModel base, Adapter adapter) {
        if (!banks.isEmpty()) {
            return;
        }
        List<String> files = manifest.files();
        int next = 0;
        while (banks.isEmpty() || next < files.size()) {
            List<@Nullable Adapter> slots = new ArrayList<>();
            List<Adapter> owned = new ArrayList<>();
            slots.add(null);
            slots.add(adapter);
            try {
                while (slots.size() < SLOTS && next < files.size()) {
                    Adapter without = AdapterDelta.apply(folder.resolve(files.get(next++)), adapter);
                    owned.add(without);
                    slots.add(without);
                }
                banks.add(LoraBank.stack(base.config(), slots));
            } finally {
                owned.forEach(Adapter::close);
            }
        }
    }

    /** Frees the adapters' memory; the next call of {@link #effects} prepares them again. */
    @Override
    public synchronized void close() {
        banks.forEach(LoraBank::close);
        banks.clear();
    }
}
