package org.openledger.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Decoder;
import org.openledger.model.ModelConfig;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.Adam;
import org.openledger.train.descent.Derivative;
import org.openledger.train.descent.GradientClip;
import org.openledger.train.descent.LearningRate;
import org.openledger.train.descent.LeftOut;
import org.openledger.train.descent.Objective;
import org.openledger.train.descent.RowOrder;

/**
 * The steps of a fine-tuning run, one after the other: which rows each takes, what is learnt from them, and how it curves. Whoever
 * trains walks forward through them; whoever asks what a row has done walks through the same ones again.
 *
 * <p>Deterministic: a step depends on the state before it, the rows, the configuration and the base, and on nothing else.
 */
public final class LoraRun implements AutoCloseable {
    private final LowerLayers layers;
    private final List<TrainingRow> rows;
    private final LoraConfiguration configuration;
    private final LoraParameters parameters;
    private final LoraGradients gradients;
    private final RowOrder order;
    private final BaseAnchors anchors;
    private final LearningRate rate;
    private final Adam adam;
    private final GradientClip clip;

    /**
     * Prepares a run.
     *
     * @param check run now and then while this prepares; what it throws ends it
     * @throws TrainingException when the rows cannot be learned from
     */
    public LoraRun(BaseModel base, List<TrainingRow> rows, LoraConfiguration configuration, Runnable check) {
        this(base, rows, configuration, Derivative.WRITTEN_OUT, check);
    }

    /** The same, differentiated in one of several ways. */
    public LoraRun(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            Derivative derivative,
            Runnable check) {
        this(base, base.decoder(), rows, configuration, derivative, check);
    }

    /** @param decoder the base's, perhaps in another precision, which the whole run then has */
    LoraRun(
            BaseModel base,
            Decoder decoder,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            Derivative derivative,
            Runnable check) {
        if (rows.isEmpty()) {
            throw new TrainingException("there is nothing to train: a run needs at least one row");
        }
        if (configuration.maxTokens() > base.config().maximumPositions()) {
            throw new TrainingException("rows of " + configuration.maxTokens() + " tokens do not fit the model's "
                    + base.config().maximumPositions());
        }
        LoraOptions options = configuration.options();
        this.adam = new Adam(0.9, 0.999, 1e-4, options.weightDecay());
        this.clip = new GradientClip(options.maxGradientNorm());
        this.configuration = configuration;
        this.rows = fitting(rows);
        this.parameters = new LoraParameters(base.config(), configuration.adapter());
        this.order = new RowOrder(rows.size(), configuration.batchRows(), configuration.seed());
        this.anchors = options.anchorWeight() == 0
                ? BaseAnchors.none()
                : BaseAnchors.of(base, configuration.seed(), options.anchoring(), check);
        this.rate = configuration.rate();
        this.layers = layers(decoder, check);
        this.gradients = new LoraGradients(new RowLoss(layers, options.objective()), parameters, options, derivative);
    }

    private LowerLayers layers(Decoder decoder, Runnable check) {
        List<int[]> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.ids()));
        if (configuration.options().objective() instanceof Objective.Preference) {
            rows.forEach(row -> texts.add(row.ofRejected().ids()));
        }
        try {
            anchors.ofSteps(steps(), anchorsOfStep()).forEach(text -> texts.add(text.ids()));
            return LowerLayers.keeping(decoder, parameters.shape().lowestLayer(), texts, check);
        } catch (RuntimeException stopped) {
            anchors.close();
            throw stopped;
        }
    }

    /** Rows, none longer than the configuration allows. */
    List<TrainingRow> fitting(List<TrainingRow> given) {
        return given.stream().map(row -> row.cut(configuration.maxTokens())).toList();
    }

    LoraConfiguration configuration() {
        return configuration;
    }

    /** The rows, none longer than the configuration allows. */
    public List<TrainingRow> rows() {
        return rows;
    }

    public int steps() {
        return configuration.stepsTaken();
    }

    /** How many numbers an adapter has. */
    public int count() {
        return Math.toIntExact(parameters.count());
    }

    /** How many numbers the adapter of a run has. */
    public static long numbers(ModelConfig model, LoraConfiguration configuration) {
        return new LoraParameters(model, configuration.adapter()).count();
    }

    /** An adapter before the first step. */
    LoraSlot first(LeftOut leftOut) {
        return LoraSlot.first(
                leftOut,
                parameters.first(configuration.seed()),
                layers.decoder().precision());
    }

    Adapter adapter(Tensor theta) {
        return parameters.adapter(theta);
    }

    /** The numbers of the rows that a step takes, counting steps and rows from 0. */
    int[] batch(int step) {
        return order.batch(step);
    }

    private List<TrainingRow> batchRows(int step) {
        return Arrays.stream(order.batch(step)).mapToObj(rows::get).toList();
    }

    private List<BaseAnchors.Text> anchorsOf(int step) {
        return anchors.batch(step, anchorsOfStep());
    }

    private int anchorsOfStep() {
        return BaseAnchors.ofStep(configuration.batchRows());
    }

    /** What takes the steps. */
    Adam adam() {
        return adam;
    }

    /** What becomes of a gradient before the optimiser takes it. */
    GradientClip clip() {
        return clip;
    }

    /** What a nat of divergence from the base weighs. */
    double anchorWeight() {
        return configuration.options().anchorWeight();
    }

    /** The learning rate of a step that counts from 0. */
    public double rate(int step) {
        return rate.at(step);
    }

    /** The adapters that the run has after so many steps, in rising order; the caller closes them. */
    public List<Adapter> adaptersAfter(List<Integer> steps) {
        List<Adapter> adapters = new ArrayList<>();
        try (LoraSlot slot = first(LeftOut.NOBODY)) {
            int done = 0;
            for (int after : steps) {
                for (; done < after; done++) {
                    try (Scope _ = Scope.open()) {
                        advance(List.of(slot), done);
                    }
                }
                adapters.add(adapter(slot.theta()));
            }
        }
        return adapters;
    }

    /** What each slot learns from a step, in the caller's scope. */
    List<LoraGradients.Gradient> learn(List<LoraSlot> slots, int step) {
        return gradients.of(slots, batchRows(step), anchorsOf(step));
    }

    /** Takes a slot one step further by a gradient. */
    void update(LoraSlot slot, Tensor gradient, int step) {
        try (NoGradGuard _ = new NoGradGuard()) {
            adam.update(slot.theta(), clip.of(gradient), slot.moments(), step, rate(step));
        }
    }

    /** Takes every slot one step further; gives what each learnt, in the caller's scope. */
    List<LoraGradients.Gradient> advance(List<LoraSlot> slots, int step) {
        List<LoraGradients.Gradient> learnt = learn(slots, step);
        for (LoraGradients.Gradient each : learnt) {
            if (!Double.isFinite(each.loss()) || !Tensors.finite(each.sum())) {
                throw new TrainingException(
                        "the run diverged at step " + (step + 1)
                                + ": its loss or gradient is NaN or infinite. Train with a lower peak learning rate or more warm-up steps");
            }
        }
        for (int slot = 0; slot < slots.size(); slot++) {
            update(slots.get(slot), learnt.get(slot).sum(), step);
        }
        return learnt;
    }

    /** The gradient of the mean loss of a response token over any rows, in the caller's scope, and that loss. */
    LoraGradients.Gradient lossGradient(Tensor theta, List<TrainingRow> given) {
        return gradients.ofMeanLoss(theta, given, rowsAtOnce());
    }

    /** @throws TrainingException when something beside Adam's moments moves θ: what rows did along the way does not sum up then */
    void requirePlainDescent() {
        requireLikelihood("the values of rows along a run");
        if (configuration.options().weightDecay() > 0 || configuration.options().maxGradientNorm() > 0) {
            throw new TrainingException(
                    "the values of rows along a run are those of a run without weightDecay and maxGradNorm; RunAdjoint takes both");
        }
    }

    /** @throws TrainingException when the run learns preferences */
    void requireLikelihood(String what) {
        if (!(configuration.options().objective() instanceof Objective.Likelihood)) {
            throw new TrainingException(
                    what + " are those of a run that learns responses, not of one that learns preferences (DPO)");
        }
    }

    private int rowsAtOnce() {
        return Math.ceilDiv(configuration.batchRows(), configuration.options().accumulation());
    }

    /** What the loss of some rows is the mean of: their response tokens, or the rows themselves. */
    double units(List<TrainingRow> some) {
        return gradients.units(some);
    }

    void stopIf(Cancellation cancellation, int stepsDone) {
        if (cancellation.requested()) {
            throw new CancelledException(stepsDone, steps());
        }
    }

    /** Gradients of single rows; the caller closes them. */
    RowGradients rowGradients() {
        return new RowGradients(layers, parameters);
    }

    /** Some of the texts on which the adapter is held to the base, as rows of which all but the first token is learnt. */
    List<TrainingRow> anchorRows(int count) {
        return anchors.batch(0, count).stream()
                .map(text -> new TrainingRow(text.ids(), 1, 0, "anchor"))
                .toList();
    }

    /** How the loss of a step curves at θ along each of some vectors, in the caller's scope. */
    LoraGradients.Curvature curvature(Tensor theta, int step, List<Tensor> vectors) {
        return gradients.curvature(theta, batchRows(step), anchorsOf(step), vectors);
    }

    /** Σ −log p over a row's response tokens, in nats. */
    double lossOf(Tensor theta, TrainingRow row) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            return ResponseTokens.losses(layers, List.of(row), parameters.bank(theta))
                    .sum()
                    .item_double();
        }
    }

    /** The mean loss over other rows under one adapter, in nats. */
    double meanLoss(Tensor theta, List<TrainingRow> others, Runnable check) {
        return gradients.meanLoss(theta, fitting(others), rowsAtOnce(), check);
    }

    /** The mean loss of a response token over all rows under one adapter, in nats. */
    double meanLoss(Tensor theta, Runnable check) {
        return gradients.meanLoss(theta, rows, rowsAtOnce(), check);
    }

    /** The same under the base alone. */
    double meanLossOfBase(Runnable check) {
        return gradients.meanLoss(null, rows, rowsAtOnce(), check);
    }

    @Override
    public void close() {
        gradients.close();
        layers.close();
        anchors.close();
    }
}
