package org.openledger.answer;

import java.util.List;
import java.util.Optional;
import org.openledger.registry.AdapterTiers;
import org.openledger.registry.Model;
import org.openledger.verify.Receipt;

/**
 * A model that is served: the base with one adapter, or alone.
 *
 * @param model what receipts say of it
 * @param version which of its name
 * @param owner the address that is paid as its developer
 * @param base the base model's name
 * @param priceGwei for each token of prompt and answer; empty where the node's own price is asked
 * @param licence its SPDX identifier
 * @param adapter the very files that were registered
 * @param createdMillis when it was registered
 */
public record ServedModel(
        Receipt.Model model,
        long version,
        String owner,
        String base,
        Optional<Long> priceGwei,
        Optional<String> licence,
        AdapterFiles adapter,
        long createdMillis) {
    /** A version of the registry, on this base, whose files are where {@code tiers} has them. */
    public static ServedModel of(Model model, String base, Optional<Long> priceGwei, AdapterTiers tiers) {
        List<Receipt.Version> versions = model.sources().stream()
                .map(source -> new Receipt.Version(
                        source.token(),
                        source.number(),
                        source.root(),
                        Optional.of(new Receipt.Licensed(source.licence(), source.termsDigest()))))
                .toList();
        return new ServedModel(
                new Receipt.Model(
                        model.name(),
                        model.token().orElseThrow(),
                        model.baseDigest(),
                        model.adapterDigest(),
                        model.tokenizerDigest(),
                        runOf(model),
                        versions),
                model.number(),
                model.owner(),
                base,
                priceGwei,
                model.licence(),
                new AdapterFiles(model.name(), model.adapter(), model.adapterDigest(), tiers),
                model.createdMillis());
    }

    private static String runOf(Model model) {
        return switch (model.origin()) {
            case TRAINED -> model.id();
            case BROUGHT -> Receipt.Model.BROUGHT + model.id();
            case BASE -> "";
        };
    }

    public String name() {
        return model.name();
    }

    /** Whether it is the base alone. */
    public boolean isBase() {
        return model.adapterDigest().isEmpty();
    }
}
