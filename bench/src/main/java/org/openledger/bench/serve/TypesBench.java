package org.openledger.bench.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.openledger.model.BaseModel;
import org.openledger.model.TokenBatch;
import org.openledger.model.WeightType;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.serve.Ending;
import org.openledger.serve.Generation;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.SamplingParameters;
import org.openledger.serve.ServingEngine;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** What a base says of one text, and how fast it answers, with its matrices as each {@link WeightType}; rounds of all in turn. */
public final class TypesBench {
    private static final int TOKENS = 16;
    private static final double LEAST_SECONDS = 0.5;
    private static final int[] ROWS = {1, 16};
    private static final String TEXT =
            "A baker who works at night begins with water, flour and a little salt. The dough rests for some hours, because"
                    + " the yeast needs time, and because the flour takes up water slowly. Whoever shortens the rest gets a loaf"
                    + " that looks the same and tastes of little. In winter the kitchen is cold, and the dough is left for longer."
                    + " Before it goes into the oven it is folded twice, cut with a sharp blade, and dusted with rye flour. The oven"
                    + " is at two hundred and forty degrees for the first ten minutes, with steam, and then at two hundred. The"
                    + " bread is done when it sounds hollow. It should cool for an hour before it is cut, which nobody ever waits for.";

    private final BaseModel exact;
    private final Consumer<String> stage;

    /** @param exact the base with its matrices as float32 */
    public TypesBench(BaseModel exact, Consumer<String> stage) {
        this.exact = exact;
        this.stage = stage;
    }

    /**
     * One type.
     *
     * @param bytes of the weights, as the sum before loading counts them
     * @param perplexity of the text
     * @param largest difference of a logit from that of float32
     * @param meanOff the mean of these differences
     * @param sameLikeliest of how many of {@code positions} the likeliest token is that of float32
     * @param tokensACpuSecond of answers of the base, by rows of the batch: medians of the rounds
     */
    public record Found(
            String type,
            String digest,
            long bytes,
            double perplexity,
            double largest,
            double meanOff,
            int sameLikeliest,
            int positions,
            Map<Integer, Double> tokensACpuSecond) {}

    public List<Found> measure(int rounds) {
        Map<WeightType, BaseModel> bases = new EnumMap<>(WeightType.class);
        Map<WeightType, ServingEngine> engines = new EnumMap<>(WeightType.class);
        try {
            for (WeightType type : WeightType.values()) {
                stage.accept("loading " + type);
                bases.put(type, type == WeightType.F32 ? exact : BaseModel.load(exact.folder(), type));
                engines.put(type, ServingEngine.open(Objects.requireNonNull(bases.get(type)), Limits.SMALL));
            }
            Map<WeightType, Map<Integer, Double>> speeds = speeds(engines, rounds);
            stage.accept("comparing logits");
            int[] ids = exact.text(TEXT);
            float[] wanted = logits(exact, ids);
            List<Found> all = new ArrayList<>();
            bases.forEach(
                    (type, base) -> all.add(found(type, base, ids, wanted, Objects.requireNonNull(speeds.get(type)))));
            return all;
        } finally {
            engines.values().forEach(ServingEngine::close);
            bases.values().stream().filter(base -> base != exact).forEach(BaseModel::close);
        }
    }

    private Map<WeightType, Map<Integer, Double>> speeds(Map<WeightType, ServingEngine> engines, int rounds) {
        int[] prompt = exact.text("Why is bread better when the dough has rested for a night?");
        Map<WeightType, Map<Integer, List<Double>>> rates = new EnumMap<>(WeightType.class);
        for (int round = -1; round < rounds; round++) {
            stage.accept(round < 0 ? "a round that does not count" : "round " + (round + 1));
            for (Map.Entry<WeightType, ServingEngine> each : engines.entrySet()) {
                for (int rows : ROWS) {
                    double rate = rate(each.getValue(), prompt, rows);
                    if (round >= 0) {
                        rates.computeIfAbsent(each.getKey(), _ -> new TreeMap<>())
                                .computeIfAbsent(rows, _ -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
        }
        Map<WeightType, Map<Integer, Double>> medians = new EnumMap<>(WeightType.class);
        rates.forEach((type, byRows) ->
                byRows.forEach((rows, all) -> medians.computeIfAbsent(type, _ -> new TreeMap<>())
                        .put(rows, all.stream().sorted().toList().get(all.size() / 2))));
        return medians;
    }

    /** Of as many answers as take long enough to be timed. */
    private static double rate(ServingEngine engine, int[] prompt, int rows) {
        double start = CpuClock.seconds();
        double spent = 0;
        long tokens = 0;
        while (spent < LEAST_SECONDS) {
            List<Generation> running = IntStream.range(0, rows)
                    .mapToObj(_ -> engine.submit(new GenerationRequest(
                            /* adapter= */ null,
                            /* tenant= */ null,
                            prompt,
                            TOKENS,
                            SamplingParameters.of(0, 1, 0),
                            new Ending(List.of(), Set.of(), true, 0),
                            GenerationRequest.Scores.NONE,
                            Optional.empty())))
                    .toList();
            tokens += running.stream()
                    .mapToLong(each -> each.answer().ids().length)
                    .sum();
            spent = CpuClock.seconds() - start;
        }
        return tokens / spent;
    }

    private static Found found(
            WeightType type, BaseModel base, int[] ids, float[] wanted, Map<Integer, Double> speeds) {
        float[] logits = logits(base, ids);
        int width = base.config().vocabularySize();
        double nats = 0;
        double largest = 0;
        double sum = 0;
        int same = 0;
        for (int at = 0; at < ids.length; at++) {
            for (int token = 0; token < width; token++) {
                double off = Math.abs(logits[at * width + token] - wanted[at * width + token]);
                largest = Math.max(largest, off);
                sum += off;
            }
            same += likeliest(logits, at, width) == likeliest(wanted, at, width) ? 1 : 0;
            nats += at + 1 < ids.length ? surprise(logits, at, width, ids[at + 1]) : 0;
        }
        return new Found(
                type.name(),
                base.digest(),
                type.bytes(base.config()),
                Math.exp(nats / (ids.length - 1)),
                largest,
                sum / logits.length,
                same,
                ids.length,
                speeds);
    }

    private static float[] logits(BaseModel base, int[] ids) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            return Tensors.toFloats(base.decoder().logits(TokenBatch.padded(new int[][] {ids}), null));
        }
    }

    private static int likeliest(float[] logits, int at, int width) {
        int best = 0;
        for (int token = 1; token < width; token++) {
            best = logits[at * width + token] > logits[at * width + best] ? token : best;
        }
        return best;
    }

    private static double surprise(float[] logits, int at, int width, int token) {
        double most = logits[at * width + likeliest(logits, at, width)];
        double sum = Arrays.stream(IntStream.range(0, width)
                        .mapToDouble(each -> Math.exp(logits[at * width + each] - most))
                        .toArray())
                .sum();
        return Math.log(sum) + most - logits[at * width + token];
    }
}
