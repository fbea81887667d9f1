package org.openledger.receipt.recompute;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openledger.answer.GatewayException;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.WeightType;
import org.openledger.model.file.FileDigests;
import org.openledger.store.Refusal;
import org.openledger.verify.Receipt;

/** The files a receipt's attribution follows from, found by digest below a folder: a node's data folder, or a copy of it. */
final class ModelFiles {
    /** A model's files lie at {@code models/NAME/RUN/…} of a data folder. */
    private static final int MAX_DEPTH = 6;

    private static final int MAX_FILES = 1_000_000;
    private static final String ADAPTER = "adapter_config.json";
    private static final String COUNTERFACTUALS = "manifest.json";
    private static final String SPAN_INDEX = "spans.index";

    private final Path folder;
    private final List<Path> candidates;

    private ModelFiles(Path folder, List<Path> candidates) {
        this.folder = folder;
        this.candidates = candidates;
    }

    /**
     * Finds what a receipt names.
     *
     * @param base the base model's folder
     * @throws GatewayException when something is not there, or the base is another one
     */
    static AnswerAttribution.Sources find(Receipt receipt, Path folder, Path base) {
        Receipt.Model model = receipt.model();
        String found = BaseModel.digestOf(base);
        if (!found.equals(model.baseDigest()) && !WeightType.INT8.digest(found).equals(model.baseDigest())) {
            throw missing("the base model in " + base + " has the digest " + found + ", the receipt names "
                    + model.baseDigest() + ": name the right one with --base");
        }
        ModelFiles files = new ModelFiles(folder, candidates(folder));
        Receipt.Attribution attribution = receipt.attribution();
        return new AnswerAttribution.Sources(
                base,
                model.adapterDigest().isEmpty()
                        ? base
                        : files.parent(
                                "adapter", ADAPTER, model.adapterDigest(), file -> Adapter.digestOf(parentOf(file))),
                files.parent(
                        "folder of counterfactual adapters",
                        COUNTERFACTUALS,
                        attribution.influenceDigest(),
                        FileDigests::ofFile),
                files.file("span index", SPAN_INDEX, attribution.indexDigest(), SpanIndex::statedDigest));
    }

    private static List<Path> candidates(Path folder) {
        try (Stream<Path> below = Files.walk(folder, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            List<String> names = List.of(ADAPTER, COUNTERFACTUALS, SPAN_INDEX);
            return below.limit(MAX_FILES)
                    .filter(file -> names.contains(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw missing("cannot read the folder " + folder + ": " + e.getMessage());
        }
    }

    private Path parent(String what, String name, String digest, Function<Path, String> digestOf) {
        return parentOf(file(what, name, digest, digestOf));
    }

    private Path file(String what, String name, String digest, Function<Path, String> digestOf) {
        return candidates.stream()
                .filter(file -> String.valueOf(file.getFileName()).equals(name)
                        && digestOf.apply(file).equals(digest))
                .findFirst()
                .orElseThrow(() -> missing("no " + what + " below " + folder + " has the digest " + digest
                        + " that the receipt names: give the data folder of its operator, or a copy"));
    }

    private static Path parentOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static GatewayException missing(String what) {
        return new GatewayException(Refusal.Kind.UNKNOWN.at("model"), what + ".");
    }
}
