package org.openledger.factory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal.Kind;

/**
 * Where a run's files are: what it works with under {@code runs/ID}, what it leaves under {@code models/NAME/ID}. A model's
 * folder is named by its run too, so that a failed run's leftovers never mix with another run's of the same name.
 *
 * @param data the node's data folder
 */
record Folders(Path data) {
    Path work(String run) {
        return data.resolve("runs").resolve(run);
    }

    Path model(String name, String run) {
        return data.resolve("models").resolve(name).resolve(run);
    }

    Path adapter(String name, String run) {
        return model(name, run).resolve("adapter");
    }

    Path spanIndex(String name, String run) {
        return model(name, run).resolve("spans.index");
    }

    Path counterfactuals(String name, String run) {
        return model(name, run).resolve("counterfactuals");
    }

    /** Forgets what a run worked with; what it left stays. */
    void clearWork(String run) {
        delete(work(run));
    }

    /** Forgets a model's counterfactual adapters. */
    void clearCounterfactuals(String name, String run) {
        delete(counterfactuals(name, run));
    }

    static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FactoryException(
                    Kind.CONFLICT,
                    "cannot make the folder " + folder + ": " + e.getMessage() + ". Check owner and space.");
        }
    }

    private static void delete(Path folder) {
        try {
            LocalDisk.deleteTree(folder);
        } catch (IOException e) {
            throw new FactoryException(Kind.CONFLICT, "cannot delete " + folder + ": " + e.getMessage());
        }
    }
}
