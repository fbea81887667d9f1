package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;

/**
 * The effects on an answer that was given sources in its prompt: those of the training rows, measured with the sources in the
 * prompt, and beside them those of the sources. A contributor's effect is the sum of both; the base is the one that was asked
 * without sources.
 *
 * @param whole of each contributor, by training and by sources together
 * @param sources of each source, in the order of the prompt; named by its number there, from 1
 * @param without of each contributor of sources, the log-probability of each of the answer's tokens had its sources not stood in
 *     the prompt
 * @param method how the sources were measured
 */
public record SourceTrail(Effects whole, Effects sources, Map<String, double[]> without, String method) {
    /** Prompts scored in one pass: bounds the memory of one answer's activations. */
    private static final int PROMPTS = 16;

    /** Throws the exceptions of {@link CounterfactualAdapters#effects}. */
    public static SourceTrail measure(
            BaseModel base,
            Adapter adapter,
            CounterfactualAdapters counterfactual,
            SourcedPrompt prompt,
            int[] answerIds) {
        Effects training = counterfactual.effects(
                base,
                adapter,
                base.tokenizer().encode(prompt.plain()),
                base.tokenizer().encode(prompt.text()),
                answerIds);
        double[][] ofSource = measure(base, adapter, counterfactual.seed(), prompt, answerIds);
        Map<String, double[]> numbered = new LinkedHashMap<>();
        for (int i = 0; i < ofSource.length; i++) {
            numbered.put(Integer.toString(i + 1), ofSource[i]);
        }
        return new SourceTrail(
                training.plus(SourceEffects.byContributor(prompt, ofSource)),
                training.instead(numbered),
                without(base, adapter, prompt, answerIds),
                SourceEffects.method(ofSource.length));
    }

    private static double[][] measure(
            BaseModel base, Adapter adapter, long seed, SourcedPrompt prompt, int[] answerIds) {
        return SourceEffects.measure(
                prompt.sources().size(), seed, sets -> score(base, adapter, prompt, sets, answerIds));
    }

    /** What the model says of the answer without each contributor's sources. */
    public static Map<String, double[]> without(
            BaseModel base, Adapter adapter, SourcedPrompt prompt, int[] answerIds) {
        Map<String, BitSet> ofContributor = new LinkedHashMap<>();
        for (int i = 0; i < prompt.sources().size(); i++) {
            ofContributor
                    .computeIfAbsent(prompt.sources().get(i).contributor(), name -> new BitSet())
                    .set(i);
        }
        double[][] scores = score(base, adapter, prompt, List.copyOf(ofContributor.values()), answerIds);
        Map<String, double[]> without = new LinkedHashMap<>();
        int place = 0;
        for (String contributor : ofContributor.keySet()) {
            without.put(contributor, scores[place++]);
        }
        return without;
    }

    private static double[][] score(
            BaseModel base, Adapter adapter, SourcedPrompt prompt, List<BitSet> sets, int[] answerIds) {
        if (answerIds.length == 0) {
            return new double[sets.size()][0];
        }
        List<double[]> scores = new ArrayList<>();
        try (LoraBank bank = LoraBank.stack(base.config(), List.of(adapter))) {
            for (int from = 0; from < sets.size(); from += PROMPTS) {
                int[][] prompts = sets.subList(from, Math.min(sets.size(), from + PROMPTS)).stream()
                        .map(set -> prompt.without(set.stream().boxed().collect(Collectors.toSet())))
                        .map(base.tokenizer()::encode)
                        .toArray(int[][]::new);
                scores.addAll(List.of(AnswerScoring.logProbabilities(base, bank, prompts, answerIds)));
            }
        }
        return scores.toArray(double[][]::new);
    }
}
