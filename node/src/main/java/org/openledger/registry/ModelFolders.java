package org.openledger.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal.Kind;

/**
 * Where the files of models are: under {@code models/NAME/ID}. A model's folder is named by its id too, so that what one version
 * left never mixes with another of the same name.
 *
 * @param data the node's data folder
 */
public record ModelFolders(Path data) {
    private Path model(String name, String id) {
        return data.resolve("models").resolve(name).resolve(id);
    }

    public Path adapter(String name, String id) {
        return model(name, id).resolve("adapter");
    }

    public Path spanIndex(String name, String id) {
        return model(name, id).resolve("spans.index");
    }

    public Path counterfactuals(String name, String id) {
        return model(name, id).resolve("counterfactuals");
    }

    /** Forgets a model's counterfactual adapters. */
    public void clearCounterfactuals(String name, String id) {
        delete(counterfactuals(name, id));
    }

    /** Forgets all files of a model. */
    void clear(String name, String id) {
        delete(model(name, id));
    }

    public static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RegistryException(
                    Kind.CONFLICT,
                    "cannot make the folder " + folder + ": " + e.getMessage() + ". Check owner and space.");
        }
    }

    public static void delete(Path folder) {
        try {
            LocalDisk.deleteTree(folder);
        } catch (IOException e) {
            throw new RegistryException(Kind.CONFLICT, "cannot delete " + folder + ": " + e.getMessage());
        }
    }
}
