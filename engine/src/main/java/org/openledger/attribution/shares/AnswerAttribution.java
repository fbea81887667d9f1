package org.openledger.attribution.shares;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.influence.SourceTrail;
import org.openledger.attribution.influence.SourcedPrompt;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.tensor.BackgroundTask;

/**
 * The one way from an answer to its attribution, taken by the node that gave the answer and by anyone who recomputes it: the same
 * files and tokens give the same attribution, to the bit, on machines of the same kind with the same number of threads.
 */
public final class AnswerAttribution {
    /** What receipts call this way. */
    public static final String METHOD = "counterfactual-adapters/4";

    private AnswerAttribution() {}

    /**
     * The files that an attribution follows from; a receipt names each by digest.
     *
     * @param base a Hugging Face folder
     * @param adapter a PEFT folder
     * @param counterfactualAdapters the folder of {@link CounterfactualAdapters}
     * @param spanIndex the file of {@link SpanIndex}
     */
    public record Sources(Path base, Path adapter, Path counterfactualAdapters, Path spanIndex) {}

    /** Attributes an answer with files that are open. Throws the exceptions of {@link CounterfactualAdapters#effects}. */
    public static Attribution compute(
            BaseModel base,
            Adapter adapter,
            CounterfactualAdapters counterfactual,
            SpanIndex index,
            int[] promptIds,
            int[] answerIds) {
        try (BackgroundTask<Evidence> evidence = evidence(index, answerIds)) {
            Effects effects = counterfactual.effects(base, adapter, promptIds, answerIds);
            return Shares.compute(effects, evidence.get()).onRun(counterfactual.predictablePpm());
        }
    }

    private static BackgroundTask<Evidence> evidence(SpanIndex index, int[] answerIds) {
        return BackgroundTask.start(() -> Evidence.gather(index, answerIds, Evidence.MIN_QUOTATION_TOKENS));
    }

    /** Attributes an answer that was given sources in its prompt, to whom they and the training rows are from. */
    public static Attribution compute(
            BaseModel base,
            Adapter adapter,
            CounterfactualAdapters counterfactual,
            SpanIndex index,
            SourcedPrompt prompt,
            int[] answerIds) {
        try (BackgroundTask<Evidence> evidence = evidence(index, answerIds)) {
            SourceTrail trail = SourceTrail.measure(base, adapter, counterfactual, prompt, answerIds);
            return Shares.compute(trail.whole(), evidence.get())
                    .onRun(counterfactual.predictablePpm())
                    .with(new Attribution.Context(trail.method(), sourceEffects(trail.sources())));
        }
    }

    private static List<Attribution.SourceEffect> sourceEffects(Effects sources) {
        return IntStream.range(0, sources.groups().size())
                .mapToObj(i -> new Attribution.SourceEffect(
                        Shares.nano(sources.effectNats(i)),
                        Shares.nano(sources.lowNats(i)),
                        Shares.nano(sources.highNats(i))))
                .toList();
    }
}
