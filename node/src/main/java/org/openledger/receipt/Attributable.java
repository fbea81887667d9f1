package org.openledger.receipt;

import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.Inference;
import org.openledger.answer.ServedModel;
import org.openledger.answer.UpstreamScores;
import org.openledger.attribution.influence.AnswerScoring;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Tokenizer;
import org.openledger.registry.Model;
import org.openledger.registry.Origin;
import org.openledger.verify.Receipt;

/**
 * A served model with all that attributing its answers takes. What a run made stays open, since preparing it takes long; what was
 * brought is opened for its answers and closed after them, so that ten thousand of them cost no memory.
 */
public final class Attributable implements AutoCloseable {
    private static final double NANO = 1e9;

    private final ServedModel served;
    private final BaseModel base;
    /** Held while files are used without the monitor, and alone while they are closed. */
    private final ReentrantReadWriteLock using = new ReentrantReadWriteLock();

    private volatile Model model;
    private volatile @Nullable Files open;

    private Attributable(Model model, ServedModel served, BaseModel base) {
        this.model = model;
        this.served = served;
        this.base = base;
    }

    private record Files(
            Adapter adapter, CounterfactualAdapters without, SpanIndex index, AnswerAttribution attribution) {}

    /**
     * What a model of the registry was registered with, and nothing else. What a run made is opened now.
     *
     * @param model whose counterfactual adapters are there
     * @throws org.openledger.attribution.spans.file.SpanIndexException when its span index is damaged or another one
     * @throws org.openledger.attribution.influence.InfluenceException when its counterfactual adapters are
     */
    public static Attributable of(Model model, ServedModel served, BaseModel base) {
        Attributable attributable = new Attributable(model, served, base);
        if (model.origin() == Origin.TRAINED) {
            attributable.opened();
        }
        return attributable;
    }

    Tokenizer tokenizer() {
        return base.tokenizer();
    }

    ServedModel served() {
        return served;
    }

    /** The Datanets that it learnt from. */
    List<Long> datanets() {
        return model.sources().stream().map(Model.SourceRoot::datanet).toList();
    }

    private Files opened() {
        Files there = open;
        return there == null ? openNow() : there;
    }

    private synchronized Files openNow() {
        Files there = open;
        if (there == null) {
            CounterfactualAdapters without = CounterfactualAdapters.load(
                    model.counterfactuals().orElseThrow(),
                    model.influenceDigest().orElseThrow());
            SpanIndex index = SpanIndex.open(model.spanIndex(), model.indexDigest());
            Adapter adapter = served.adapter().load(base);
            there = new Files(adapter, without, index, new AnswerAttribution(base, adapter, without, index));
            open = there;
        }
        return there;
    }

    synchronized Evaluation evaluate(Inference inference) {
        Files with = opened();
        int[] answer = array(inference.answer().orElseThrow().ids());
        Attribution attribution = inference
                .sources()
                .filter(given -> !given.sources().isEmpty())
                .map(given -> with.attribution.of(AnswerAttribution.METHOD, given.in(inference.prompt()), answer))
                .orElseGet(() -> with.attribution.of(AnswerAttribution.METHOD, array(inference.promptIds()), answer));
        return new Evaluation(
                attribution,
                AnswerAttribution.METHOD,
                with.without.digest(),
                with.index.digest(),
                with.without.seed(),
                model.readyMillis().orElseThrow(),
                inference
                        .answer()
                        .orElseThrow()
                        .upstream()
                        .map(scores -> compare(scores, with.adapter, array(inference.promptIds()), answer)));
    }

    /** The largest support of an answer, see {@link AnswerAttribution#supportPpm}. It does not wait for another's attribution. */
    int supportPpm(Inference inference) {
        if (model.origin() != Origin.TRAINED) {
            return supportAlone(inference);
        }
        using.readLock().lock();
        try {
            return supportPpm(opened().attribution, inference);
        } finally {
            using.readLock().unlock();
        }
    }

    /** Goes on with the span index that a trained model has now, and leaves the one before. */
    void reindex(Model changed) {
        alone(() -> {
            model = changed;
            Files there = open;
            if (there != null) {
                SpanIndex index = SpanIndex.open(changed.spanIndex(), changed.indexDigest());
                AnswerAttribution attribution = new AnswerAttribution(base, there.adapter, there.without, index);
                open = new Files(there.adapter, there.without, index, attribution);
                there.index.close();
            }
        });
    }

    /** The lock before the monitor: who holds it to read may still open the files. */
    private void alone(Runnable change) {
        using.writeLock().lock();
        try {
            synchronized (this) {
                change.run();
            }
        } finally {
            using.writeLock().unlock();
        }
    }

    /** What was brought is closed after each answer, so it is measured with nobody beside. */
    private synchronized int supportAlone(Inference inference) {
        try {
            return supportPpm(opened().attribution, inference);
        } finally {
            rest();
        }
    }

    private static int supportPpm(AnswerAttribution with, Inference inference) {
        int[] answer = array(inference.answer().orElseThrow().ids());
        return inference
                .sources()
                .filter(given -> !given.sources().isEmpty())
                .map(given -> with.supportPpm(given.in(inference.prompt()), answer))
                .orElseGet(() -> with.supportPpm(array(inference.promptIds()), answer));
    }

    /** How far another engine's scores of its answer are from those of the model. */
    private Receipt.Upstream compare(UpstreamScores said, Adapter adapter, int[] prompt, int[] answer) {
        double[] found = AnswerScoring.underAdapter(base, adapter, prompt, answer);
        long largest = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(said.nanonats().get(i) - Math.round(found[i] * NANO)));
        }
        return new Receipt.Upstream(said.upstream(), largest, said.toleranceNanonats());
    }

    /** How much each token of an answer says of where it comes from, in bits; see {@link SpanIndex#informationBits}. */
    synchronized double[] informationBits(List<Integer> answerIds) {
        return opened().index.informationBits(array(answerIds));
    }

    /** Nothing is to be attributed for a while. */
    void rest() {
        if (model.origin() != Origin.TRAINED) {
            close();
        }
    }

    @Override
    public void close() {
        if (model.origin() == Origin.TRAINED) {
            alone(this::closeFiles);
        } else {
            closeFiles();
        }
    }

    private synchronized void closeFiles() {
        Files there = open;
        if (there != null) {
            open = null;
            there.index.close();
            there.without.close();
            there.adapter.close();
        }
    }

    private static int[] array(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
