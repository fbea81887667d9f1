package org.openledger.train.pretrain;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openledger.model.BaseModel;
import org.openledger.model.Decoder;
import org.openledger.model.DecoderWeights;
import org.openledger.model.text.BpeTrainer;
import org.openledger.model.text.ChatTemplate;
import org.openledger.model.text.Tokenizer;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;
import org.openledger.tensor.Tensors;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LossPoint;
import org.openledger.train.Progress;
import org.openledger.train.descent.Adam;
import org.openledger.train.descent.LearningRate;

/** Trains a tokenizer and a whole decoder from nothing (AdamW), and writes them as a Hugging Face folder. */
public final class Pretrainer implements AutoCloseable {
    /** The special tokens of the models made here, in the order of their ids. */
    public static final List<String> SPECIAL_TOKENS =
            List.of("<|end|>", "<|system|>", "<|user|>", "<|assistant|>", "<|pad|>");

    /** How many texts the tokenizer is trained on. */
    private static final int TOKENIZER_DOCUMENTS = 20_000;

    private static final double WEIGHT_DEVIATION = 0.02;
    private static final double LARGEST_GRADIENT = 1;
    private static final Adam ADAM_WITHOUT_DECAY = new Adam(0.9, 0.95, 1e-8, 0);

    /** What came of it: the loss of every step, and the wall time. */
    public record Outcome(List<LossPoint> curve, double seconds) {}

    private final PretrainConfiguration configuration;
    private final Decoder decoder;
    private final SortedMap<String, Adam.Moments> moments = new TreeMap<>();
    private final PackedRows rows;

    private Pretrainer(PretrainConfiguration configuration, PackedRows rows) {
        this.configuration = configuration;
        this.rows = rows;
        this.decoder = new Decoder(configuration.model(), firstWeights(configuration));
        decoder.weights()
                .tensors()
                .forEach((name, tensor) -> moments.put(name, Adam.Moments.zero(tensor.scalar_type(), tensor.shape())));
    }

    /**
     * Trains on {@code corpus} and fills the folder {@code out}: tokenizer.json, tokenizer_config.json, config.json and
     * model.safetensors in bfloat16.
     *
     * @throws CancelledException when asked to stop; the folder then holds no model
     */
    public static Outcome train(
            Corpus corpus,
            PretrainConfiguration configuration,
            Path out,
            Progress progress,
            Cancellation cancellation) {
        long start = System.nanoTime();
        Path tokenizerJson = out.resolve("tokenizer.json");
        BpeTrainer.train(firstDocuments(corpus), configuration.model().vocabularySize(), SPECIAL_TOKENS, tokenizerJson);
        ChatTemplate.writeTokenizerConfig(out, configuration.model().maximumPositions());
        try (Tokenizer tokenizer = Tokenizer.load(tokenizerJson);
                Pretrainer pretrainer =
                        new Pretrainer(configuration, new PackedRows(corpus, tokenizer, configuration.rowTokens()))) {
            List<LossPoint> curve = pretrainer.run(progress, cancellation);
            BaseModel.saveDecoder(pretrainer.decoder, out, ElementType.BF16);
            return new Outcome(curve, (System.nanoTime() - start) / 1e9);
        }
    }

    private static List<String> firstDocuments(Corpus corpus) {
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                return corpus.document(index);
            }

            @Override
            public int size() {
                return TOKENIZER_DOCUMENTS;
            }
        };
    }

    private static DecoderWeights firstWeights(PretrainConfiguration configuration) {
        SortedMap<String, Tensor> weights = new TreeMap<>();
        for (String name : DecoderWeights.names(configuration.model())) {
            long[] shape = DecoderWeights.shape(configuration.model(), name);
            Tensor weight = Scope.own(firstWeight(configuration, name, shape));
            weight.set_requires_grad(true); // what it returns only points into this tensor: not to be kept
            weights.put(name, weight);
        }
        return new DecoderWeights(configuration.model(), weights);
    }

    private static Tensor firstWeight(PretrainConfiguration configuration, String name, long[] shape) {
        if (shape.length == 1) {
            return Tensors.ones(shape);
        }
        // The two matrices that write into the residual stream start smaller, as in GPT-2, for its sum grows with
        // depth.
        boolean writesBack = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
        double deviation = writesBack
                ? WEIGHT_DEVIATION / Math.sqrt(2.0 * configuration.model().layers())
                : WEIGHT_DEVIATION;
        Random random = Seeds.stream(configuration.seed(), name);
        float[] values = new float[Math.toIntExact(shape[0] * shape[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return Tensors.floats(values, shape);
    }

    private List<LossPoint> run(Progress progress, Cancellation cancellation) {
        LearningRate rate =
                new LearningRate(configuration.peakLearningRate(), configuration.warmupSteps(), configuration.steps());
        List<LossPoint> curve = new ArrayList<>();
        for (int step = 0; step < configuration.steps(); step++) {
            if (cancellation.requested()) {
                throw new CancelledException(step, configuration.steps());
            }
            double loss = step(step, rate.at(step));
            curve.add(new LossPoint(step + 1, loss));
            progress.stepDone(step + 1, configuration.steps(), loss);
        }
        return curve;
    }

    private double step(int step, double rate) {
        try (Scope _ = Scope.open()) {
            Tensor loss = NextTokenLoss.mean(decoder, rows.next(configuration.batchRows()));
            loss.backward();
            try (NoGradGuard _ = new NoGradGuard()) {
                update(step, rate);
            }
            return loss.item_double();
        }
    }

    private void update(int step, double rate) {
        SortedMap<String, Tensor> tensors = decoder.weights().tensors();
        torch.clip_grad_norm_(new TensorVector(tensors.values().toArray(Tensor[]::new)), LARGEST_GRADIENT);
        Adam withDecay = new Adam(
                ADAM_WITHOUT_DECAY.firstDecay(),
                ADAM_WITHOUT_DECAY.secondDecay(),
                ADAM_WITHOUT_DECAY.epsilon(),
                configuration.weightDecay());
        tensors.forEach((name, tensor) -> {
            Tensor gradient = tensor.mutable_grad();
            Adam adam = tensor.dim() == 1 ? ADAM_WITHOUT_DECAY : withDecay;
            adam.update(tensor, gradient, Objects.requireNonNull(moments.get(name)), step, rate);
            gradient.zero_();
        });
    }

    @Override
    public void close() {
        decoder.weights().close();
        moments.values().forEach(Adam.Moments::close);
    }
}
