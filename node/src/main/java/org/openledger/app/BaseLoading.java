package org.openledger.app;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.openledger.model.BaseModel;
import org.openledger.model.file.ModelException;
import org.openledger.store.Refusal;

/** The base model while it is read from the disk, which takes as long as the chain takes to start: both at once. */
final class BaseLoading implements AutoCloseable {
    private final Path folder;
    private final CompletableFuture<BaseModel> model;

    private BaseLoading(Path folder) {
        this.folder = folder;
        this.model = CompletableFuture.supplyAsync(() -> BaseModel.load(folder));
    }

    static BaseLoading start(Path folder) {
        return new BaseLoading(folder);
    }

    /** The model, which stays this object's to close. */
    BaseModel await() {
        try {
            return model.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ModelException refused) {
                throw new Refusal(
                        Refusal.Kind.INVALID,
                        "cannot load the base model in " + folder + ": " + refused.getMessage()
                                + ". Name a Llama-architecture model's Hugging Face folder with --base",
                        refused);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        model.handle((loaded, failure) -> {
                    if (loaded != null) {
                        loaded.close();
                    }
                    return failure;
                })
                .join();
    }
}
