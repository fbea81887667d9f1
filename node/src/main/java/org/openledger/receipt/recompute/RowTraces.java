package org.openledger.receipt.recompute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.openledger.answer.GatewayException;
import org.openledger.answer.Inference;
import org.openledger.attribution.influence.InfluenceException;
import org.openledger.attribution.influence.RowTrace;
import org.openledger.factory.FactoryException;
import org.openledger.factory.Run;
import org.openledger.factory.RunRows;
import org.openledger.factory.Runs;
import org.openledger.factory.TrainingData;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.receipt.Receipts;
import org.openledger.registry.Model;
import org.openledger.registry.Models;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;
import org.openledger.verify.Receipt;

/**
 * Traces of answers to single rows: what every single row of the model's run did for one answer, by repeating the run ({@link RowTrace}). One at a time,
 * since each takes as long as some runs.
 */
public final class RowTraces implements AutoCloseable {
    private static final int BUSY_RETRY_MILLIS = 30_000;

    private final Bases bases;
    private final Runs runs;
    private final Models models;
    private final RunRows rows;
    private final Semaphore one = new Semaphore(1);
    private volatile boolean stopping;

    public RowTraces(Bases bases, Runs runs, Models models, RunRows rows) {
        this.bases = bases;
        this.runs = runs;
        this.models = models;
        this.rows = rows;
    }

    /**
     * What a row did.
     *
     * @param effectNanonats by how much it raised the answer's log-likelihood, in 10⁻⁹ nats; negative where it lowered it
     */
    public record RowEffect(String leaf, String contributor, long effectNanonats) {}

    /**
     * The sum over a contributor's rows, beside what the receipt says.
     *
     * @param receiptEffectNanonats the effect of leaving out all of the contributor's rows, as the receipt has it
     */
    public record ContributorEffect(String contributor, int rows, long effectNanonats, long receiptEffectNanonats) {}

    /** @param rows largest effect first; those of rows that did nothing too */
    public record Result(String receipt, String run, List<ContributorEffect> contributors, List<RowEffect> rows) {
        public Result {
            contributors = List.copyOf(contributors);
            rows = List.copyOf(rows);
        }
    }

    /**
     * Repeats the run behind a receipt and takes its answer back through it.
     *
     * @param progress what it throws ends the trace
     * @throws GatewayException when there is no such receipt yet, another trace runs, the run cannot be repeated here, or the node
     *     stops
     */
    public Result trace(Inference inference, Progress progress) {
        Receipt receipt = inference
                .signed()
                .map(Receipts::receipt)
                .orElseThrow(() -> new GatewayException(
                        Kind.CONFLICT, "Receipt " + inference.id() + " is not signed yet: try again in a moment."));
        Receipts.requireThere(inference);
        if (!one.tryAcquire()) {
            throw new GatewayException(
                    Kind.OVERLOADED.retryAfter(BUSY_RETRY_MILLIS), "Another trace runs: try again later.");
        }
        try {
            return trace(inference, receipt, progress, () -> stopping);
        } catch (CancelledException stopped) {
            throw new GatewayException(Kind.NOT_READY, "The node is stopping: trace again when it is up.");
        } catch (InfluenceException | FactoryException impossible) {
            throw new GatewayException(Kind.INVALID, "The trace is not possible: " + impossible.getMessage() + ".");
        } finally {
            one.release();
        }
    }

    private Result trace(Inference inference, Receipt receipt, Progress progress, Cancellation cancellation) {
        Model model = models.ofAdapter(inference.adapterDigest())
                .filter(found -> found.name().equals(inference.model()))
                .orElseThrow(() -> new GatewayException(
                        Kind.UNKNOWN.at("model"), "The model " + inference.model() + " is not on this node any more."));
        Run run = runs.require(model.run()
                .orElseThrow(() -> new GatewayException(
                        Kind.INVALID,
                        "No run of this node trained the model " + model.name() + ", so there is none to repeat.")));
        BaseModel base = bases.find(run.baseDigest())
                .orElseThrow(() -> new GatewayException(
                        Kind.INVALID,
                        "The base of the model " + model.name() + ", " + run.baseDigest()
                                + ", is not on this node any more."));
        TrainingData data = rows.of(run);
        if (data.erased() > 0) {
            throw new GatewayException(
                    Kind.INVALID,
                    "Of the rows that the model learnt from " + data.erased()
                            + " were erased since: the run cannot be repeated. What the receipt says stands by its digests.");
        }
        try (Adapter served = Adapter.load(model.adapter(), base, model.adapterDigest())) {
            double[] nats = RowTrace.effects(
                    base,
                    data.training(),
                    RunRows.configuration(run, base),
                    served,
                    array(inference.promptIds()),
                    array(inference.answer().orElseThrow().ids()),
                    progress,
                    cancellation);
            return result(receipt, run, data, nats);
        }
    }

    private static int[] array(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Result result(Receipt receipt, Run run, TrainingData data, double[] nats) {
        List<RowEffect> effects = new ArrayList<>();
        for (int i = 0; i < nats.length; i++) {
            TrainingRow row = data.training().get(i);
            effects.add(new RowEffect(row.leaf(), data.groups().get(row.group()), Math.round(nats[i] * 1e9)));
        }
        List<ContributorEffect> contributors = data.groups().stream()
                .map(name -> contributor(name, effects, receipt))
                .sorted(Comparator.comparingLong(ContributorEffect::effectNanonats)
                        .reversed())
                .toList();
        effects.sort(
                Comparator.comparingLong(RowEffect::effectNanonats).reversed().thenComparing(RowEffect::leaf));
        return new Result(receipt.id(), run.id(), contributors, effects);
    }

    private static ContributorEffect contributor(String name, List<RowEffect> effects, Receipt receipt) {
        List<RowEffect> own = effects.stream()
                .filter(effect -> effect.contributor().equals(name))
                .toList();
        long said = receipt.attribution().shares().stream()
                .filter(share -> share.contributor().equals(name))
                .mapToLong(Receipt.Share::effectNanonats)
                .sum();
        long sum = own.stream().mapToLong(RowEffect::effectNanonats).sum();
        return new ContributorEffect(name, own.size(), sum, said);
    }

    /** Stops a trace that runs and waits for it: it computes with the base, which whoever closes this will free next. */
    @Override
    public void close() {
        stopping = true;
        one.acquireUninterruptibly();
    }
}
