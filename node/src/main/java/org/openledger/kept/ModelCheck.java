package org.openledger.kept;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.registry.AdapterTiers;
import org.openledger.registry.Model;
import org.openledger.registry.Models;
import org.openledger.registry.Origin;
import org.openledger.store.Database;
import org.openledger.store.seal.Finding;

/** Compares the files of every model with the digests that the database has of them. */
final class ModelCheck {
    private static final String BY_THE_NODE = "the node makes it again when it starts";

    private final Path data;
    private final List<Finding> findings = new ArrayList<>();

    private ModelCheck(Path data) {
        this.data = data;
    }

    static List<Finding> fsck(Database database, Path data) {
        ModelCheck check = new ModelCheck(data);
        new Models(database, data).list().forEach(check::run);
        return check.findings;
    }

    private void run(Model model) {
        if (model.origin() != Origin.BASE) {
            adapter(model);
        }
        check(
                model,
                model.spanIndex(),
                () -> SpanIndex.open(model.spanIndex(), model.indexDigest()).close(),
                BY_THE_NODE);
        model.influenceDigest()
                .ifPresent(digest -> check(
                        model,
                        model.counterfactuals().orElseThrow(),
                        () -> CounterfactualAdapters.load(
                                model.counterfactuals().orElseThrow(), digest),
                        BY_THE_NODE));
    }

    private void adapter(Model model) {
        check(
                model,
                model.adapter(),
                () -> {
                    if (model.origin() == Origin.BROUGHT && AdapterTiers.isElsewhere(model.adapter())) {
                        return; // compared when it is fetched
                    }
                    String digest = Adapter.digestOf(model.adapter());
                    if (!digest.equals(model.adapterDigest())) {
                        throw new IllegalStateException(
                                "it has the digest " + digest + ", registered is " + model.adapterDigest());
                    }
                },
                "restore it from a backup: a model is not served until its adapter is as it was registered");
    }

    private void check(Model model, Path file, Runnable comparison, String remedy) {
        try {
            comparison.run();
        } catch (RuntimeException damaged) {
            findings.add(new Finding(
                    data.relativize(file).toString(),
                    "",
                    "version " + model.number() + " of the model " + model.name() + ": " + damaged.getMessage(),
                    remedy));
        }
    }
}
