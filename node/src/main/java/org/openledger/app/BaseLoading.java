package org.openledger.app;

import java.nio.file.Path;
import org.openledger.model.BaseModel;
import org.openledger.model.file.ModelException;
import org.openledger.store.Refusal;
import org.openledger.tensor.BackgroundTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The base model while it is read from the disk, which takes as long as the chain takes to start: both at once. */
final class BaseLoading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BaseLoading.class);

    private final Path folder;
    private final BackgroundTask<BaseModel> model;

    private BaseLoading(Path folder) {
        this.folder = folder;
        this.model = BackgroundTask.start(() -> BaseModel.load(folder));
    }

    static BaseLoading start(Path folder) {
        return new BaseLoading(folder);
    }

    /** The model, which stays this object's to close. */
    BaseModel await() {
        try {
            return model.get();
        } catch (ModelException refused) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "cannot load the base model in " + folder + ": " + refused.getMessage()
                            + ". Name a Llama-architecture model's Hugging Face folder with --base",
                    refused);
        }
    }

    @Override
    public void close() {
        model.close();
        try {
            model.get().close();
        } catch (RuntimeException refused) {
            LOG.debug("no base model to close", refused); // whoever waited for it has been told
        }
    }
}
