package org.openledger.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.file.FileDigests;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** One LoRA adapter in memory; on disk it is a PEFT folder. It owns its memory: close it. */
public final class Adapter implements AutoCloseable {
    /** The files of a PEFT folder that an adapter is. */
    public static final List<String> FILES = List.of(AdapterFolder.CONFIG, AdapterFolder.WEIGHTS);

    private final AdapterConfig config;
    private final List<Map<Projection, Factors>> layers;
    private final @Nullable VocabularyChange embedding;
    private final @Nullable VocabularyChange head;
    private volatile @Nullable String digest;

    /** @param layers for each layer and target, a [1, rank, inputs] and b [1, outputs, rank], owned from now on */
    public Adapter(AdapterConfig config, List<Map<Projection, Factors>> layers) {
        this(config, layers, null, null);
    }

    Adapter(
            AdapterConfig config,
            List<Map<Projection, Factors>> layers,
            @Nullable VocabularyChange embedding,
            @Nullable VocabularyChange head) {
        this.config = config;
        this.layers = layers.stream().map(Map::copyOf).toList();
        this.embedding = embedding;
        this.head = head;
    }

    /** The adapter that changes nothing: what the base alone is asked with where an adapter is needed. Its digest is empty. */
    public static Adapter ofNothing(ModelConfig base) {
        Projection any = Projection.QUERY;
        List<Map<Projection, Factors>> layers = new ArrayList<>();
        for (int layer = 0; layer < base.layers(); layer++) {
            layers.add(Map.of(
                    any,
                    new Factors(
                            Scope.own(Tensors.zeros(1, 1, any.inputs(base))),
                            Scope.own(Tensors.zeros(1, any.outputs(base), 1)))));
        }
        Adapter adapter = new Adapter(new AdapterConfig(1, 1, false, Set.of(any)), layers);
        adapter.digest = "";
        return adapter;
    }

    /**
     * Loads a PEFT folder (adapter_config.json, adapter_model.safetensors).
     *
     * @throws ModelException when it does not fit {@code base} or uses something that is not computed
     */
    public static Adapter load(Path folder, Decoder base) {
        return load(folder, base.config(), base);
    }

    /** The same for a base of which only the shape is known; what is measured against its weights is refused. */
    public static Adapter load(Path folder, ModelConfig base) {
        return load(folder, base, null);
    }

    private static Adapter load(Path folder, ModelConfig base, @Nullable Decoder weights) {
        Adapter adapter = AdapterFolder.read(folder, base, weights);
        adapter.digest = digestOf(folder);
        return adapter;
    }

    /** Loads a PEFT folder for {@code base}. */
    public static Adapter load(Path folder, BaseModel base) {
        return load(folder, base.decoder());
    }

    /** {@link #load(Path, BaseModel)} of the very folder with this digest; any other is refused. */
    public static Adapter load(Path folder, BaseModel base, String digest) {
        String found = digestOf(folder);
        if (!found.equals(digest)) {
            throw new ModelException("the adapter in " + folder + " has the digest " + found + ", not " + digest
                    + ": restore it from a backup");
        }
        return loadKnown(folder, base, digest);
    }

    /** {@link #load(Path, BaseModel, String)} of a folder that the caller compared with its digest before. */
    public static Adapter loadKnown(Path folder, BaseModel base, String digest) {
        Adapter adapter = AdapterFolder.read(folder, base.config(), base.decoder());
        adapter.digest = digest;
        return adapter;
    }

    /** Writes a plain adapter as a PEFT folder; the same adapter always gives the same bytes. */
    public void save(Path folder) {
        AdapterFolder.write(this, folder);
        digest = digestOf(folder);
    }

    /** The digest of a PEFT folder's two files. */
    public static String digestOf(Path folder) {
        return FileDigests.ofFolder(folder, FILES);
    }

    /** The digest of the folder this adapter was loaded from or last saved to. */
    public String digest() {
        String known = digest;
        if (known == null) {
            throw new IllegalStateException("an adapter has a digest once it was saved or loaded");
        }
        return known;
    }

    /** The adapter's shape. */
    public AdapterConfig config() {
        return config;
    }

    /** The memory that it takes. */
    public long bytes() {
        return layers.stream()
                        .flatMap(layer -> layer.values().stream())
                        .mapToLong(LoraBank.Factors::bytes)
                        .sum()
                + vocabularyChanges().mapToLong(VocabularyChange::bytes).sum();
    }

    private Stream<VocabularyChange> vocabularyChanges() {
        return Stream.of(embedding, head).flatMap(Stream::ofNullable);
    }

    /** What it changes in the embedding; null where nothing. */
    @Nullable
    VocabularyChange embedding() {
        return embedding;
    }

    /** What it changes in the head; null where nothing. */
    public @Nullable VocabularyChange head() {
        return head;
    }

    /** Makes sure that it is its factors and nothing else, as what is trained here is. */
    public void requirePlain() {
        if (!hasPlainFactors() || vocabularyChanges().findAny().isPresent()) {
            throw new IllegalStateException("an adapter with more than factors is read, never trained or written");
        }
    }

    /** Whether its factors have neither gain nor shift. */
    boolean hasPlainFactors() {
        return layers.stream().flatMap(layer -> layer.values().stream()).allMatch(Factors::isPlain);
    }

    /** How many layers its base has. */
    public int layers() {
        return layers.size();
    }

    /** The factors of a layer's adapted matrices; empty where the layer is not adapted. */
    public Map<Projection, Factors> factors(int layer) {
        return layers.get(layer);
    }

    /** The factors of one matrix: a [1, rank, inputs], b [1, outputs, rank]. */
    public Factors factors(int layer, Projection projection) {
        Factors factors = layers.get(layer).get(projection);
        if (factors == null) {
            throw new IllegalStateException("the adapter does not adapt " + projection.path(layer));
        }
        return factors;
    }

    @Override
    public void close() {
        for (Map<Projection, Factors> layer : layers) {
            layer.values().forEach(Factors::close);
        }
        vocabularyChanges().forEach(VocabularyChange::close);
    }
}
