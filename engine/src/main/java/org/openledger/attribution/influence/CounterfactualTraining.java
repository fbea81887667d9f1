package org.openledger.attribution.influence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.file.FileDigests;
import org.openledger.tensor.AtomicFile;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraRun;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.LeftOut;

/**
 * Fills a folder with counterfactual adapters: one without each group, and one without each set of {@link AlikeContributors}; for a
 * while also those that show its {@link Predictability}; or one for each coded run of the {@link RetrainingPlan}. They are trained a few
 * at a time, all by the steps of one prepared run. What a group changes is the difference between its adapter and the one that all rows
 * gave: an adapter's bits do not depend on those that are trained beside it. Runs with other seeds are trained last, and stay in the
 * folder until it is calibrated.
 *
 * <p>The differences of a batch are on disk before the next batch begins, and inside a batch the trainer keeps a checkpoint, so
 * a run that was stopped goes on where it was. What the folder is for stands in {@value #PLAN}; a folder with another plan, or
 * none, is begun anew.
 */
final class CounterfactualTraining {
    private static final String PLAN = "plan.txt";
    private static final String CHECKPOINT = "checkpoint.safetensors";

    /** What the names of the folders of other seeds begin with, inside that of the counterfactual adapters. */
    private static final String OTHER_SEEDS = "other-seed-";

    /** The adapter that all rows gave with the other seed, in such a folder. */
    static final String OTHER_ADAPTER = "adapter";

    private final BaseModel base;
    private final List<TrainingRow> rows;
    private final LoraConfiguration configuration;
    private final List<String> groups;
    /** Of which the run is asked how smooth and predictable it is. */
    private final List<TrainingRow> asked;

    private final int[] rowsOfGroup;
    /** What is left out; its place is the number of its file. */
    private final RetrainingPlan plan;

    private final Path adapterFolder;
    private final Path out;

    CounterfactualTraining(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            List<String> groups,
            List<TrainingRow> asked,
            Path adapterFolder,
            Path out) {
        this.base = base;
        this.rows = List.copyOf(rows);
        this.configuration = configuration;
        this.groups = List.copyOf(groups);
        this.asked = List.copyOf(asked);
        this.adapterFolder = adapterFolder;
        this.out = out;
        for (TrainingRow row : rows) {
            if (row.group() >= groups.size()) {
                throw new InfluenceException("row " + row.leaf() + " belongs to group " + row.group() + " of "
                        + groups.size() + "; every row needs a group that can be left out");
            }
        }
        this.rowsOfGroup = RetrainingPlan.rowsOfGroups(rows, groups.size());
        this.plan = RetrainingPlan.of(base.tokenizer(), rows, groups.size(), configuration.seed());
    }

    /** Trains what is missing and writes the manifest last. Does nothing where the same plan is complete. */
    void run(Progress progress, Cancellation cancellation) throws IOException {
        Manifest wanted = manifest(List.of(), List.of(), Manifest.Coded.NONE, 0, Optional.empty());
        if (Manifest.exists(out) && Manifest.read(out).plan().equals(wanted)) {
            return;
        }
        begin(wanted);
        Optional<Integer> smoothPpm = trainMissing(progress, cancellation);
        trainOtherSeeds(progress, cancellation);
        List<Manifest.Group> alone = new ArrayList<>();
        List<Manifest.Together> together = new ArrayList<>();
        for (int number = 0; number < plan.kept(); number++) {
            String digest = FileDigests.ofFile(file(number));
            if (plan.coded() == 0 && number < groups.size()) {
                alone.add(new Manifest.Group(groups.get(number), rowsOfGroup[number], fileName(number), digest));
            } else {
                together.add(new Manifest.Together(names(plan.leftOut().get(number)), fileName(number), digest));
            }
        }
        if (plan.coded() == 0) {
            manifest(alone, together, Manifest.Coded.NONE, predictablePpm(), smoothPpm)
                    .write(out);
        } else {
            List<Manifest.Group> all = IntStream.range(0, groups.size())
                    .mapToObj(group -> new Manifest.Group(groups.get(group), rowsOfGroup[group], "", ""))
                    .toList();
            List<List<String>> alike = plan.alike().stream().map(this::names).toList();
            manifest(all, List.of(), new Manifest.Coded(together, alike), predictablePpm(), smoothPpm)
                    .write(out);
        }
        for (int number = plan.kept(); number < plan.leftOut().size(); number++) {
            Files.deleteIfExists(file(number));
        }
        Files.deleteIfExists(out.resolve(PLAN));
    }

    private List<String> names(List<Integer> some) {
        return some.stream().map(groups::get).sorted().toList();
    }

    /** Gives the run's smoothness. */
    private Optional<Integer> trainMissing(Progress progress, Cancellation cancellation) throws IOException {
        try (Adapter whole = Adapter.load(adapterFolder, base)) {
            for (int number = 0; number < plan.leftOut().size(); number++) {
                if (!plan.trained().contains(number)) {
                    AdapterDelta.write(file(number), whole, whole, Map.of());
                }
            }
        }
        List<Integer> first = plan.first();
        List<List<Integer>> batches = plan.batches();
        int before = first.isEmpty() ? 0 : 1;
        Optional<Integer> smoothPpm = Optional.empty();
        try (PreparedRun run = new PreparedRun(cancellation)) {
            if (!first.isEmpty()) {
                if (isMissing(first)) {
                    train(run, first, part(progress, 0));
                    Files.deleteIfExists(out.resolve(CHECKPOINT));
                }
                smoothPpm = Optional.of(smoothPpm(first));
                progress.smoothness(smoothPpm.get());
            }
            for (int batch = 0; batch < batches.size(); batch++) {
                if (isMissing(batches.get(batch))) {
                    train(run, batches.get(batch), part(progress, before + batch));
                }
                Files.deleteIfExists(out.resolve(CHECKPOINT));
            }
        }
        return smoothPpm;
    }

    /** The run whose steps all batches take, prepared by the first that needs it. */
    private final class PreparedRun implements AutoCloseable {
        private final Cancellation cancellation;
        private @Nullable LoraRun run;

        PreparedRun(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        List<Adapter> train(List<LeftOut> slots, Progress progress) {
            LoraRun prepared = run;
            if (prepared == null) {
                prepared = prepared(base, rows, configuration, cancellation);
                run = prepared;
            }
            return LoraTrainer.train(
                    base, prepared, slots, Optional.of(out.resolve(CHECKPOINT)), progress, cancellation);
        }

        @Override
        public void close() {
            if (run != null) {
                run.close();
            }
        }
    }

    private boolean isMissing(List<Integer> numbers) {
        return !numbers.stream().allMatch(number -> Files.exists(file(number)));
    }

    private int smoothPpm(List<Integer> first) {
        try (Adapter whole = Adapter.load(adapterFolder, base);
                Adapter without = AdapterDelta.apply(file(first.getFirst()), whole);
                Adapter withHalf = AdapterDelta.apply(file(first.getLast()), whole)) {
            return Smoothness.ppm(base, asked, whole, withHalf, without);
        }
    }

    private void train(PreparedRun run, List<Integer> numbers, Progress progress) {
        try (Adapter whole = Adapter.load(adapterFolder, base)) {
            List<Adapter> adapters =
                    run.train(numbers.stream().map(plan::leftOutAt).toList(), progress);
            try {
                for (int i = 0; i < numbers.size(); i++) {
                    AdapterDelta.write(file(numbers.get(i)), whole, adapters.get(i), Map.of());
                }
            } finally {
                adapters.forEach(Adapter::close);
            }
        }
    }

    private void trainOtherSeeds(Progress progress, Cancellation cancellation) throws IOException {
        for (int number = 0; number < plan.otherSeeds().size(); number++) {
            again(
                    base,
                    rows,
                    configuration.withSeed(plan.otherSeeds().get(number)),
                    plan.again(),
                    groups,
                    out.resolve(OTHER_SEEDS + number),
                    part(progress, plan.together().size() - plan.otherSeeds().size() + number),
                    cancellation);
        }
    }

    private Progress part(Progress whole, int batch) {
        int batches = plan.together().size();
        return (step, steps, loss) -> whole.stepDone(batch * steps + step, batches * steps, loss);
    }

    /**
     * Trains a run again with another seed, with everybody and without each of some groups, in a folder where that is not done yet. What
     * was interrupted goes on.
     *
     * @param seeded the run's configuration, with the other seed
     * @param groups by number, those that are left out; as many adapters and one more are trained as one batch
     * @param names of all groups
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    static void again(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration seeded,
            List<Integer> groups,
            List<String> names,
            Path folder,
            Progress progress,
            Cancellation cancellation)
            throws IOException {
        if (Manifest.exists(folder)) {
            return;
        }
        Files.createDirectories(folder);
        List<LeftOut> slots = new ArrayList<>(List.of(LeftOut.NOBODY));
        groups.forEach(group -> slots.add(LeftOut.wholly(Set.of(group))));
        List<Adapter> trained;
        try (LoraRun run = prepared(base, rows, seeded, cancellation)) {
            trained = LoraTrainer.train(
                    base, run, slots, Optional.of(folder.resolve(CHECKPOINT)), progress, cancellation);
        }
        try {
            writeAgain(base, seeded, groups, names, trained, folder);
        } finally {
            trained.forEach(Adapter::close);
        }
        Files.deleteIfExists(folder.resolve(CHECKPOINT));
    }

    private static LoraRun prepared(
            BaseModel base, List<TrainingRow> rows, LoraConfiguration configuration, Cancellation cancellation) {
        return new LoraRun(base, rows, configuration, () -> {
            if (cancellation.requested()) {
                throw new CancelledException(0, configuration.stepsTaken());
            }
        });
    }

    private static void writeAgain(
            BaseModel base,
            LoraConfiguration seeded,
            List<Integer> groups,
            List<String> names,
            List<Adapter> trained,
            Path folder) {
        trained.getFirst().save(folder.resolve(OTHER_ADAPTER));
        List<Manifest.Group> leftOut = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            String file = "%06d.safetensors".formatted(i);
            AdapterDelta.write(folder.resolve(file), trained.getFirst(), trained.get(i + 1), Map.of());
            leftOut.add(
                    new Manifest.Group(names.get(groups.get(i)), 1, file, FileDigests.ofFile(folder.resolve(file))));
        }
        new Manifest(
                        base.digest(),
                        Adapter.digestOf(folder.resolve(OTHER_ADAPTER)),
                        "",
                        seeded.seed(),
                        new TreeMap<>(),
                        leftOut,
                        List.of(),
                        Manifest.Coded.NONE,
                        Manifest.WHOLLY_PPM,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .write(folder);
    }

    /** The folders of all that training has finished inside that of the counterfactual adapters, in their order. */
    static List<Path> otherSeeds(Path counterfactuals) throws IOException {
        try (Stream<Path> files = Files.list(counterfactuals)) {
            return files.filter(each -> each.getFileName().toString().startsWith(OTHER_SEEDS) && Manifest.exists(each))
                    .sorted()
                    .toList();
        }
    }

    /** Removes them all, the unfinished ones too. */
    static void removeOtherSeeds(Path counterfactuals) throws IOException {
        List<Path> gone;
        try (Stream<Path> files = Files.walk(counterfactuals)) {
            gone = files.filter(
                            each -> counterfactuals.relativize(each).toString().startsWith(OTHER_SEEDS))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path each : gone) {
            Files.delete(each);
        }
    }

    /** Keeps what an interrupted run of the same plan has done, and removes anything else. */
    private void begin(Manifest wanted) throws IOException {
        Path file = out.resolve(PLAN);
        String text = wanted + "\n" + groups + "\n" + plan.leftOut() + "\nnobody beside them\n";
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Files.createDirectories(out);
        removeOtherSeeds(out);
        try (Stream<Path> old = Files.list(out)) {
            for (Path each : old.toList()) {
                Files.delete(each);
            }
        }
        AtomicFile.write(file, text);
    }

    private Manifest manifest(
            List<Manifest.Group> alone,
            List<Manifest.Together> together,
            Manifest.Coded coded,
            int predictablePpm,
            Optional<Integer> smoothPpm) {
        SortedMap<String, String> settings = new TreeMap<>(configuration.settings());
        settings.put("groups", Integer.toString(groups.size()));
        return new Manifest(
                base.digest(),
                Adapter.digestOf(adapterFolder),
                rowsDigest(),
                configuration.seed(),
                settings,
                alone,
                together,
                coded,
                predictablePpm,
                smoothPpm,
                Optional.empty(),
                Optional.empty());
    }

    private int predictablePpm() {
        List<List<String>> names = IntStream.range(0, plan.kept() + plan.trials())
                .mapToObj(number -> names(plan.leftOut().get(number)))
                .toList();
        try (Adapter whole = Adapter.load(adapterFolder, base)) {
            if (plan.coded() > 0) {
                return Predictability.ofCoded(
                        base,
                        asked,
                        whole,
                        groups.size(),
                        plan.alike(),
                        plan.leftOut().subList(0, plan.coded()),
                        number -> AdapterDelta.apply(file(number), whole));
            }
            return Predictability.ppm(
                    base, asked, whole, names, plan.trials(), number -> AdapterDelta.apply(file(number), whole));
        }
    }

    /** SHA-256 over each row's group and leaf as a line of text, its prompt's length and its tokens as big-endian ints, then those
     * of the response that is worse, then a line with the earlier turns of a chat. */
    private String rowsDigest() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        for (TrainingRow row : rows) {
            String line = groups.get(row.group()) + " " + row.leaf() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            ByteBuffer tokens = ByteBuffer.allocate(Integer.BYTES * (row.ids().length + row.rejected().length + 1));
            tokens.putInt(row.promptLength()).asIntBuffer().put(row.ids()).put(row.rejected());
            digest.update(tokens.array());
            if (row.earlier().length > 0) {
                digest.update(("turns " + Arrays.toString(row.earlier()) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path file(int number) {
        return out.resolve(fileName(number));
    }

    private static String fileName(int number) {
        return "%06d.safetensors".formatted(number);
    }
}
