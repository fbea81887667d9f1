package org.openledger.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.openledger.model.BaseModel;
import org.openledger.model.ModelConfig;
import org.openledger.model.WeightType;
import org.openledger.model.file.ModelException;
import org.openledger.serve.Limits;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.store.Refusal;
import org.openledger.tensor.BackgroundTask;
import org.openledger.tensor.FreeMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The base model while it is read from the disk, which takes as long as the chain takes to start: both at once. */
final class BaseLoading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BaseLoading.class);

    private final Path folder;
    private final BackgroundTask<BaseModel> model;

    private BaseLoading(Path folder, SettingValues values) {
        this.folder = folder;
        this.model = BackgroundTask.start(() -> load(folder, values));
    }

    static BaseLoading start(Path folder, SettingValues values) {
        return new BaseLoading(folder, values);
    }

    /** Looks whether it fits, with what serving it takes, before any weight is read. */
    private static BaseModel load(Path folder, SettingValues values) {
        ModelConfig config = ModelConfig.read(folder.resolve("config.json"));
        Limits limits = AnsweringParts.limits(values);
        long cache = limits.cacheBytes(config);
        values.find(Settings.SERVING_CACHE).ifPresent(most -> {
            if (cache > most << 20) {
                throw new ModelException("keys and values of " + limits.batchRows() + " rows of "
                        + limits.of(config).contextTokens() + " tokens take " + FreeMemory.shown(cache)
                        + ", and serving.cache_mebibytes allows " + most
                        + ": lower serving.batch_rows or serving.context_tokens");
            }
        });
        long beside = cache + limits.adapterBytes(config);
        Optional<WeightType> asked =
                values.find(Settings.MODEL_DTYPE).map(dtype -> WeightType.valueOf(dtype.toUpperCase(Locale.ROOT)));
        asked.ifPresent(type -> type.require(folder, config, beside, FreeMemory.bytes()));
        return BaseModel.load(
                folder, asked.orElseGet(() -> WeightType.fitting(folder, config, beside, FreeMemory.bytes())));
    }

    /** The model, which stays this object's to close. */
    BaseModel await() {
        try {
            return model.get();
        } catch (ModelException refused) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "cannot load the base model in " + folder + ": " + refused.getMessage()
                            + ". --base names the folder of another",
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
