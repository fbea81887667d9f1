package org.openledger.attribution.shares;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.openledger.attribution.calibration.Calibration;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.influence.SourceTrail;
import org.openledger.attribution.influence.SourcedPrompt;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.tensor.BackgroundTask;
import org.openledger.train.Cancellation;

/**
 * The one way from an answer to its attribution, taken by the node that gave the answer and by anyone who recomputes it: the same
 * files and tokens give the same attribution, to the bit, on machines of the same kind with the same number of threads. What it is made
 * with stays the caller's, who closes it.
 */
public final class AnswerAttribution {
    /** What receipts call this way. */
    public static final String METHOD = "counterfactual-adapters/11";

    /** The same where a question with another word in the place of a row's was half the row's; receipts of before name it. */
    public static final String BY_SLOTS = "counterfactual-adapters/10";

    /** The same with support by words in their context, where other words contradicted a row alike; receipts of before name it. */
    public static final String IN_CONTEXT = "counterfactual-adapters/9";

    /**
     * That with support by words wherever they stand, and of each contributor by its own rows alone; receipts of before name
     * it.
     */
    public static final String BY_WORDS = "counterfactual-adapters/8";

    /** That with support by pieces of words; receipts of before name it. */
    public static final String BY_PIECES = "counterfactual-adapters/7";

    /** That, and it does not say what rows carry; receipts of before name it. */
    public static final String WITHOUT_CARRIED = "counterfactual-adapters/6";

    /**
     * That with intervals and confidence of the answer's tokens alone, and where sources count that nothing else agrees with;
     * receipts of before name it.
     */
    public static final String OF_TOKENS = "counterfactual-adapters/5";

    /** The same without support too, which receipts of before that name. */
    public static final String WITHOUT_SUPPORT = "counterfactual-adapters/4";

    private final BaseModel base;
    private final Adapter adapter;
    private final CounterfactualAdapters counterfactual;
    private final SpanIndex index;
    private final Map<SupportScale.By, Support> supports = new EnumMap<>(SupportScale.By.class);

    /**
     * The files that an attribution follows from; a receipt names each by digest.
     *
     * @param base a Hugging Face folder
     * @param adapter a PEFT folder
     * @param counterfactualAdapters the folder of {@link CounterfactualAdapters}
     * @param spanIndex the file of {@link SpanIndex}
     */
    public record Sources(Path base, Path adapter, Path counterfactualAdapters, Path spanIndex) {}

    public AnswerAttribution(BaseModel base, Adapter adapter, CounterfactualAdapters counterfactual, SpanIndex index) {
        this.base = base;
        this.adapter = adapter;
        this.counterfactual = counterfactual;
        this.index = index;
    }

    /**
     * Finds the scale of support of a run whose counterfactual adapters are there, and what other seeds show of it, where their
     * manifest has neither yet, and keeps both there.
     *
     * @param adapterFolder the PEFT folder that the run gave
     * @param heldOut prompts of rows that the run did not learn
     * @return the counterfactual adapters with both; those given are closed when they are others
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    public static CounterfactualAdapters fitted(
            BaseModel base,
            Path adapterFolder,
            CounterfactualAdapters counterfactual,
            Path folder,
            SpanIndex index,
            List<int[]> heldOut,
            Cancellation cancellation) {
        if (counterfactual.calibration().isPresent()) {
            return counterfactual;
        }
        try (counterfactual) {
            SupportScale scale = counterfactual
                    .support()
                    .orElseGet(() -> SupportFit.of(base, adapterFolder, counterfactual, index, cancellation));
            return CounterfactualAdapters.keep(
                    folder,
                    scale,
                    CalibrationFit.of(base, adapterFolder, counterfactual, index, scale, heldOut, cancellation));
        }
    }

    /**
     * Attributes an answer. Throws the exceptions of {@link CounterfactualAdapters#effects}.
     *
     * @param method {@link #METHOD}, or that of an older receipt
     */
    public Attribution of(String method, int[] promptIds, int[] answerIds) {
        try (BackgroundTask<Evidence> evidence = evidence(answerIds)) {
            Effects effects = counterfactual.effects(base, adapter, promptIds, answerIds);
            Evidence found = evidence.get();
            Map<String, Double> carried = carried(method, promptIds, answerIds, found, GivenSources.NONE);
            return shares(
                    method,
                    effects,
                    found,
                    carried,
                    isOfAnswer(method) ? ofAnswer(method, carried) : ofEach(method, carried));
        }
    }

    /** Attributes an answer that was given sources in its prompt, to whom they and the training rows are from. */
    public Attribution of(String method, SourcedPrompt prompt, int[] answerIds) {
        try (BackgroundTask<Evidence> evidence = evidence(answerIds)) {
            SourceTrail trail = SourceTrail.measure(base, adapter, counterfactual, prompt, answerIds);
            Evidence found = evidence.get();
            int[] plain = base.tokenizer().encode(prompt.plain());
            Map<String, Double> carried =
                    carried(method, plain, answerIds, found, sources(method, prompt, answerIds, trail));
            return shares(method, trail.whole(), found, carried, ofEach(method, carried))
                    .with(new Attribution.Context(trail.method(), sourceEffects(trail.sources())));
        }
    }

    /** The largest support that anybody's rows give an answer, in parts per million. It needs no model, and takes milliseconds. */
    public int supportPpm(int[] promptIds, int[] answerIds) {
        return largest(support(METHOD).ppm(promptIds, answerIds, gathered(answerIds), GivenSources.NONE));
    }

    /** The same of an answer that was given sources in its prompt; the model is asked without each contributor's. */
    public int supportPpm(SourcedPrompt prompt, int[] answerIds) {
        int[] plain = base.tokenizer().encode(prompt.plain());
        GivenSources sources = GivenSources.of(
                prompt, answerIds, SourceTrail.without(base, adapter, prompt, answerIds), base.tokenizer());
        return largest(support(METHOD).ppm(plain, answerIds, gathered(answerIds), sources));
    }

    private static int largest(Map<String, Integer> supportPpm) {
        return supportPpm.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /**
     * The support of an answer without sources, the same for all: as far as somebody's rows carry it, it was taught, and others'
     * rows that made it likelier are credited for what they did.
     */
    private ToIntFunction<String> ofAnswer(String method, Map<String, Double> carried) {
        int most = support(method)
                .ppm(carried.values().stream().mapToDouble(part -> part).max().orElse(0));
        return _ -> most;
    }

    /** By what each contributor's own rows and sources carry: what stands in a prompt shapes an answer whether it is about it or not. */
    private ToIntFunction<String> ofEach(String method, Map<String, Double> carried) {
        return method.equals(WITHOUT_SUPPORT)
                ? _ -> Apportionment.WHOLE_PPM
                : contributor -> support(method).ppm(carried.getOrDefault(contributor, 0.0));
    }

    private Attribution shares(
            String method,
            Effects effects,
            Evidence evidence,
            Map<String, Double> carried,
            ToIntFunction<String> supportPpm) {
        if (!isOfOtherSeeds(method)) {
            return Shares.compute(effects, evidence, supportPpm, Optional.empty())
                    .onRun(counterfactual.predictablePpm());
        }
        Attribution found = Shares.compute(effects, evidence, supportPpm, Optional.of(calibration()));
        return method.equals(WITHOUT_CARRIED) ? found : found.carrying(carried);
    }

    /** Whether an answer without sources has one support. */
    private static boolean isOfAnswer(String method) {
        return method.equals(METHOD) || method.equals(BY_SLOTS) || method.equals(IN_CONTEXT);
    }

    private static boolean isOfOtherSeeds(String method) {
        return !method.equals(OF_TOKENS) && !method.equals(WITHOUT_SUPPORT);
    }

    private Calibration calibration() {
        return counterfactual
                .calibration()
                .orElse(counterfactual.groups().isEmpty() ? Calibration.UNLEARNT : Calibration.STANDARD);
    }

    private BackgroundTask<Evidence> evidence(int[] answerIds) {
        return BackgroundTask.start(() -> gathered(answerIds));
    }

    private Evidence gathered(int[] answerIds) {
        return Evidence.gather(index, answerIds, Evidence.MIN_QUOTATION_TOKENS);
    }

    /** What each contributor's rows carry of the answer, in [0, 1]; not looked at by the method that knows no support. */
    private Map<String, Double> carried(
            String method, int[] promptIds, int[] answerIds, Evidence evidence, GivenSources sources) {
        return method.equals(WITHOUT_SUPPORT)
                ? Map.of()
                : support(method).carried(promptIds, answerIds, evidence, sources);
    }

    /** The way that a receipt of some method is computed again: its own where this code knows it, else {@link #METHOD}. */
    public static String methodFor(String said) {
        return List.of(WITHOUT_SUPPORT, OF_TOKENS, WITHOUT_CARRIED, BY_PIECES, BY_WORDS, IN_CONTEXT, BY_SLOTS)
                        .contains(said)
                ? said
                : METHOD;
    }

    /** By what a method's receipts say support; where the run's scale is of another, with the standard one. */
    private synchronized Support support(String method) {
        SupportScale.By by = switch (method) {
            case METHOD -> SupportScale.By.QUESTIONS;
            case BY_SLOTS -> SupportScale.By.SLOTS;
            case IN_CONTEXT -> SupportScale.By.CONTEXT;
            case BY_WORDS -> SupportScale.By.WORDS;
            default -> SupportScale.By.PIECES;
        };
        return supports.computeIfAbsent(
                by,
                of -> new Support(
                        index,
                        base,
                        counterfactual
                                .support()
                                .filter(scale -> scale.by() == of)
                                .orElseGet(of::standard)));
    }

    /** By the older method each source counts whatever else is said. */
    private GivenSources sources(String method, SourcedPrompt prompt, int[] answerIds, SourceTrail trail) {
        Map<String, double[]> without = new TreeMap<>(trail.without());
        if (!isOfOtherSeeds(method)) {
            without.replaceAll((contributor, scores) -> new double[scores.length]);
        }
        return GivenSources.of(prompt, answerIds, without, base.tokenizer());
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
