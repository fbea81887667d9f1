package org.openledger.serve;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openledger.model.KvCache;
import org.openledger.model.ModelConfig;
import org.openledger.model.WeightType;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.FreeMemory;

/**
 * How a model is served in the memory there is: what is asked for holds, and the rest follows from the model and from what is free.
 * Pages get half of what weights and adapters leave, at most those of a whole batch of contexts.
 *
 * @param type of the weights
 * @param limits of the engine
 */
public record MemoryPlan(WeightType type, Limits limits) {
    /** Training and attribution need memory too. */
    private static final long CACHE_PART = 2;
    /** Which context must find room where nobody says which; a model's own may be beyond any machine. */
    private static final int LEAST_CONTEXT = 512;

    /**
     * What is asked for.
     *
     * @param type of the weights; empty takes the fastest that fits and computes with the files' own numbers
     * @param contextTokens longest prompt and answer; empty takes the model's own, as far as pages suffice
     * @param cacheBytes of keys and values; empty takes the part that is free
     */
    public record Asked(
            Optional<WeightType> type,
            int batchRows,
            int waitingRequests,
            OptionalInt contextTokens,
            int prefillTokens,
            OptionalLong cacheBytes,
            long adapterBytes) {}

    /**
     * Divides the memory among several models, in their order. Each leaves to those behind it what they need at least.
     *
     * @param folders by the models' names
     * @throws ModelException with the sum when one does not fit
     */
    public static Map<String, MemoryPlan> of(
            Map<String, Path> folders, Map<String, ModelConfig> models, Asked asked, OptionalLong free) {
        long others = models.values().stream()
                .mapToLong(model -> leastBytes(model, asked))
                .sum();
        Map<String, MemoryPlan> plans = new LinkedHashMap<>();
        long taken = 0;
        for (Map.Entry<String, ModelConfig> each : models.entrySet()) {
            ModelConfig model = each.getValue();
            others -= leastBytes(model, asked);
            long gone = taken + others;
            OptionalLong left = free.isEmpty() ? free : OptionalLong.of(Math.max(0, free.getAsLong() - gone));
            MemoryPlan plan = of(Objects.requireNonNull(folders.get(each.getKey())), model, asked, left);
            plans.put(each.getKey(), plan);
            taken += plan.bytes(model);
        }
        return plans;
    }

    /** All that a model takes under this plan. */
    private long bytes(ModelConfig model) {
        return type.bytes(model)
                + Limits.adapterBytes(model, limits.batchRows())
                + limits.cachePages() * KvCache.pageBytes(model);
    }

    /** What is free must be so much, that it fits. */
    private static long leastBytes(ModelConfig model, Asked asked) {
        int context = Math.min(asked.contextTokens().orElse(LEAST_CONTEXT), model.maximumPositions());
        return asked.type().orElse(WeightType.BF16).bytes(model)
                + adapterBytes(model, asked)
                + CACHE_PART * KvCache.pages(context) * KvCache.pageBytes(model);
    }

    /**
     * Divides the memory before a weight is read.
     *
     * @param free bytes; empty where they are not known, and then everything fits
     * @throws ModelException with the sum when the model does not fit
     */
    public static MemoryPlan of(Path folder, ModelConfig model, Asked asked, OptionalLong free) {
        for (WeightType type : asked.type().map(List::of).orElse(WeightType.EXACT)) {
            Limits limits = limits(model, asked, pages(model, asked, type, free));
            if (limits != null) {
                return new MemoryPlan(type, limits);
            }
        }
        throw refusal(folder, model, asked, free);
    }

    /** As many pages as the memory has, or one may take. */
    private static long pages(ModelConfig model, Asked asked, WeightType type, OptionalLong free) {
        long left = free.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, free.getAsLong() - type.bytes(model) - adapterBytes(model, asked));
        long cache = asked.cacheBytes().orElse(free.isEmpty() ? left : left / CACHE_PART);
        return Math.min(cache, left) / KvCache.pageBytes(model);
    }

    /** Null where not even one context finds room. */
    private static @Nullable Limits limits(ModelConfig model, Asked asked, long pages) {
        int wanted = Math.min(asked.contextTokens().orElse(model.maximumPositions()), model.maximumPositions());
        int least = asked.contextTokens().isPresent() ? wanted : Math.min(wanted, LEAST_CONTEXT);
        long whole = (long) asked.batchRows() * KvCache.pages(wanted);
        int given = Math.toIntExact(Math.min(Math.min(pages, whole), Integer.MAX_VALUE / KvCache.PAGE_TOKENS));
        return given < KvCache.pages(least)
                ? null
                : new Limits(
                        asked.batchRows(),
                        asked.waitingRequests(),
                        Math.min(wanted, given * KvCache.PAGE_TOKENS),
                        asked.prefillTokens(),
                        given,
                        asked.adapterBytes());
    }

    /** Those of a batch in which each row has an adapter of its own. */
    private static long adapterBytes(ModelConfig model, Asked asked) {
        return Limits.adapterBytes(model, asked.batchRows());
    }

    private static ModelException refusal(Path folder, ModelConfig model, Asked asked, OptionalLong free) {
        int wanted = asked.contextTokens().orElse(LEAST_CONTEXT);
        int context = Math.min(wanted, model.maximumPositions());
        long one = KvCache.pages(context) * KvCache.pageBytes(model);
        String keys = FreeMemory.shown(one) + " of keys and values of one context of " + context + " tokens";
        if (asked.cacheBytes().isPresent() && asked.cacheBytes().getAsLong() < one) {
            return new ModelException(folder + " needs " + keys + ", and "
                    + FreeMemory.shown(asked.cacheBytes().getAsLong())
                    + " are allowed: allow more (serving.cache_mebibytes) or lower serving.context_tokens");
        }
        return new ModelException(folder + " needs "
                + FreeMemory.shown(asked.type().orElse(WeightType.BF16).bytes(model)) + " of weights, " + keys
                + ", and "
                + FreeMemory.shown(adapterBytes(model, asked)) + " of adapters, and "
                + FreeMemory.shown(free.orElse(Long.MAX_VALUE))
                + " are free, of which keys and values get half of what the"
                + " others leave: take a smaller model, fewer rows or a shorter context, or a larger machine"
                + WeightType.orRounded(asked.type(), model));
    }
}
