package org.openledger.receipt;

import java.util.List;
import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.answer.ServedModel;
import org.openledger.answer.UpstreamScores;
import org.openledger.attribution.influence.AnswerScoring;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.factory.Model;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.verify.Receipt;

/** A served model with all that attributing its answers takes. For one thread at a time. */
public final class Attributable implements AutoCloseable {
    private static final double NANO = 1e9;

    private final ServedModel served;
    private final BaseModel base;
    private final Adapter adapter;
    private final CounterfactualAdapters without;
    private final SpanIndex index;
    private final long readyMillis;

    private Attributable(
            ServedModel served,
            BaseModel base,
            Adapter adapter,
            CounterfactualAdapters without,
            SpanIndex index,
            long readyMillis) {
        this.served = served;
        this.base = base;
        this.adapter = adapter;
        this.without = without;
        this.index = index;
        this.readyMillis = readyMillis;
    }

    /**
     * Opens what a model of the factory was registered with, and nothing else.
     *
     * @param model whose counterfactual adapters are there
     * @throws org.openledger.attribution.spans.file.SpanIndexException when its span index is damaged or another one
     * @throws org.openledger.attribution.influence.InfluenceException when its counterfactual adapters are
     */
    public static Attributable open(Model model, ServedModel served, BaseModel base) {
        CounterfactualAdapters without = CounterfactualAdapters.load(
                model.counterfactuals().orElseThrow(), model.influenceDigest().orElseThrow());
        SpanIndex index = SpanIndex.open(model.spanIndex(), model.indexDigest());
        return new Attributable(
                served,
                base,
                served.load(base),
                without,
                index,
                model.readyMillis().orElseThrow());
    }

    ServedModel served() {
        return served;
    }

    Evaluation evaluate(Inference inference) {
        int[] answer = array(inference.answer().orElseThrow().ids());
        Attribution attribution = inference
                .sources()
                .filter(given -> !given.sources().isEmpty())
                .map(given ->
                        AnswerAttribution.compute(base, adapter, without, index, given.in(inference.prompt()), answer))
                .orElseGet(() ->
                        AnswerAttribution.compute(base, adapter, without, index, array(inference.promptIds()), answer));
        Optional<Receipt.Upstream> upstream = inference
                .answer()
                .orElseThrow()
                .upstream()
                .map(scores -> compare(scores, array(inference.promptIds()), answer));
        return new Evaluation(attribution, without.digest(), index.digest(), without.seed(), readyMillis, upstream);
    }

    /** How far another engine's scores of its answer are from those of the model. */
    private Receipt.Upstream compare(UpstreamScores said, int[] prompt, int[] answer) {
        double[] found = AnswerScoring.underAdapter(base, adapter, prompt, answer);
        long largest = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(said.nanonats().get(i) - Math.round(found[i] * NANO)));
        }
        return new Receipt.Upstream(said.upstream(), largest, said.toleranceNanonats());
    }

    /** How much each token of an answer says of where it comes from, in bits; see {@link SpanIndex#informationBits}. */
    double[] informationBits(List<Integer> answerIds) {
        return index.informationBits(array(answerIds));
    }

    @Override
    public void close() {
        index.close();
        without.close();
        adapter.close();
    }

    private static int[] array(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
