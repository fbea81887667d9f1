package org.openledger.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.model.ModelConfig;
import org.openledger.model.WeightType;
import org.openledger.model.file.ModelException;
import org.openledger.serve.Limits;
import org.openledger.serve.MemoryPlan;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.store.Refusal;
import org.openledger.tensor.BackgroundTask;
import org.openledger.tensor.Device;
import org.openledger.tensor.FreeMemory;
import org.openledger.tensor.Libtorch;
import org.openledger.tensor.TensorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bases while they are read from the disk, which takes as long as the chain takes to start: both at once. */
public final class BaseLoading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BaseLoading.class);

    private final BackgroundTask<Loaded> bases;

    private BaseLoading(Map<String, Path> folders, SettingValues values) {
        this.bases = BackgroundTask.start(() -> load(folders, values));
    }

    /** Begins to read the bases in these folders, by their names. */
    static BaseLoading start(Map<String, Path> folders, SettingValues values) {
        useDevice(values);
        return new BaseLoading(folders, values);
    }

    /** The bases of a node as it has them, for what measures without it; the caller closes them. */
    public static Bases bases(Configuration configuration) {
        useDevice(configuration.values());
        return load(configuration.bases(), configuration.values()).bases();
    }

    private static void useDevice(SettingValues values) {
        try {
            values.find(Settings.MODEL_LIBTORCH).ifPresent(Libtorch::take);
            Device.use(values.get(Settings.MODEL_DEVICE));
        } catch (TensorException absent) {
            throw new Refusal(Refusal.Kind.INVALID, String.valueOf(absent.getMessage()), absent);
        }
    }

    /**
     * Bases, and how they are served.
     *
     * @param limits by name, by the memory that was free before any weight was read
     */
    record Loaded(Bases bases, Map<String, Limits> limits) {
        Limits limitsOf(String base) {
            return Objects.requireNonNull(limits.get(base));
        }
    }

    /** Looks whether all fit, with what serving them takes, before any weight is read. */
    private static Loaded load(Map<String, Path> folders, SettingValues values) {
        Map<String, ModelConfig> configurations = new LinkedHashMap<>();
        folders.forEach((name, folder) ->
                configurations.put(name, told(folder, () -> ModelConfig.read(folder.resolve("config.json")))));
        Map<String, MemoryPlan> plans =
                told(first(folders), () -> MemoryPlan.of(folders, configurations, asked(values), FreeMemory.bytes()));
        Map<String, Limits> limits = new HashMap<>();
        plans.forEach((name, plan) -> limits.put(name, plan.limits()));
        Map<String, BaseModel> loaded = new LinkedHashMap<>();
        try {
            folders.forEach((name, folder) -> {
                WeightType type = Objects.requireNonNull(plans.get(name)).type();
                loaded.put(name, told(folder, () -> BaseModel.load(folder, type)));
            });
            return new Loaded(told(first(folders), () -> new Bases(loaded)), limits);
        } catch (RuntimeException refused) {
            loaded.values().forEach(BaseModel::close);
            throw refused;
        }
    }

    private static Path first(Map<String, Path> folders) {
        return folders.values().iterator().next();
    }

    private static <T> T told(Path folder, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ModelException refused) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "cannot load the base model in " + folder + ": " + refused.getMessage()
                            + ". --base names the folder of another",
                    refused);
        }
    }

    private static MemoryPlan.Asked asked(SettingValues values) {
        return new MemoryPlan.Asked(
                values.find(Settings.MODEL_DTYPE).map(dtype -> WeightType.valueOf(dtype.toUpperCase(Locale.ROOT))),
                values.getInt(Settings.SERVING_BATCH_ROWS),
                values.getInt(Settings.SERVING_MAX_WAITING),
                values.find(Settings.SERVING_CONTEXT_TOKENS)
                        .map(tokens -> OptionalInt.of(Math.toIntExact(tokens)))
                        .orElse(OptionalInt.empty()),
                values.getInt(Settings.SERVING_PREFILL_TOKENS),
                values.find(Settings.SERVING_CACHE)
                        .map(mebibytes -> OptionalLong.of(mebibytes << 20))
                        .orElse(OptionalLong.empty()),
                values.get(Settings.SERVING_ADAPTER_BYTES));
    }

    /** The bases, which stay this object's to close. */
    Loaded await() {
        return bases.get();
    }

    @Override
    public void close() {
        bases.close();
        try {
            bases.get().bases().close();
        } catch (RuntimeException refused) {
            LOG.debug("no base model to close", refused); // whoever waited for it has been told
        }
    }
}
