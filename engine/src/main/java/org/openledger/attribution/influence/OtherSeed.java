package org.openledger.attribution.influence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.file.FileDigests;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;

/**
 * A run once more with another seed, which is another start and another order of the same rows: with everybody, and without each of
 * some groups. How far its effects differ from those of the run that answers is what intervals and confidence are to say.
 */
public final class OtherSeed implements AutoCloseable {
    /** What the names of their folders begin with, inside that of the counterfactual adapters. */
    static final String FOLDERS = "other-seed-";

    private static final String ADAPTER = "adapter";
    private static final String CHECKPOINT = "checkpoint.safetensors";

    private final BaseModel base;
    private final Adapter adapter;
    private final CounterfactualAdapters without;

    private OtherSeed(BaseModel base, Adapter adapter, CounterfactualAdapters without) {
        this.base = base;
        this.adapter = adapter;
        this.without = without;
    }

    /**
     * Trains in a folder, where that is not done yet. What was interrupted goes on.
     *
     * @param configuration the run's own, with the other seed
     * @param groups by number, those that are left out; as many adapters and one more are trained as one batch
     * @param names of all groups
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    public static void train(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
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
        List<Set<Integer>> slots = new ArrayList<>(List.of(Set.of()));
        groups.forEach(group -> slots.add(Set.of(group)));
        List<Adapter> trained = LoraTrainer.train(
                        base,
                        rows,
                        configuration,
                        slots,
                        Optional.of(folder.resolve(CHECKPOINT)),
                        progress,
                        cancellation)
                .adapters();
        try {
            write(base, configuration, groups, names, trained, folder);
        } finally {
            trained.forEach(Adapter::close);
        }
        Files.deleteIfExists(folder.resolve(CHECKPOINT));
    }

    private static void write(
            BaseModel base,
            LoraConfiguration configuration,
            List<Integer> groups,
            List<String> names,
            List<Adapter> trained,
            Path folder) {
        trained.getFirst().save(folder.resolve(ADAPTER));
        List<Manifest.Group> leftOut = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            String file = "%06d.safetensors".formatted(i);
            AdapterDelta.write(folder.resolve(file), trained.getFirst(), trained.get(i + 1), Map.of());
            leftOut.add(
                    new Manifest.Group(names.get(groups.get(i)), 1, file, FileDigests.ofFile(folder.resolve(file))));
        }
        new Manifest(
                        base.digest(),
                        Adapter.digestOf(folder.resolve(ADAPTER)),
                        "",
                        configuration.seed(),
                        new TreeMap<>(),
                        leftOut,
                        List.of(),
                        Manifest.WHOLLY_PPM,
                        Optional.empty(),
                        Optional.empty())
                .write(folder);
    }

    /** Opens what {@link #train} has finished. */
    public static OtherSeed open(BaseModel base, Path folder) {
        return new OtherSeed(base, Adapter.load(folder.resolve(ADAPTER), base), CounterfactualAdapters.load(folder));
    }

    /** The folders of all that training has finished inside that of the counterfactual adapters, in their order. */
    static List<Path> folders(Path counterfactuals) throws IOException {
        try (Stream<Path> files = Files.list(counterfactuals)) {
            return files.filter(each -> each.getFileName().toString().startsWith(FOLDERS) && Manifest.exists(each))
                    .sorted()
                    .toList();
        }
    }

    /** Removes them all, the unfinished ones too. */
    static void removeAll(Path counterfactuals) throws IOException {
        List<Path> gone;
        try (Stream<Path> files = Files.walk(counterfactuals)) {
            gone = files.filter(
                            each -> counterfactuals.relativize(each).toString().startsWith(FOLDERS))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path each : gone) {
            Files.delete(each);
        }
    }

    /** What each of the groups that were left out does to an answer in this run. */
    public Effects effects(int[] promptIds, int[] answerIds) {
        return without.effects(base, adapter, promptIds, answerIds);
    }

    @Override
    public void close() {
        without.close();
        adapter.close();
    }
}
