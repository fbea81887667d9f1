package org.openledger.attribution.shares;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.attribution.influence.SourcedPrompt;
import org.openledger.model.text.Tokenizer;

/**
 * What the sources in a prompt say, by contributor, and what else says it: another contributor's source, or the model where it is
 * asked without this one's. A source that nothing else agrees with may be right, and may be an advertisement that was written to be
 * found; an effect alone cannot tell them apart.
 *
 * <p>The model says a token without a source where it gives it a probability of {@value #LIKELY} or more after the answer's own
 * beginning; it says the pieces of words that lie in a run of such tokens.
 */
final class GivenSources {
    static final GivenSources NONE = new GivenSources(new TreeMap<>(), new TreeMap<>());

    private static final double LIKELY = 0.2;

    private final SortedMap<String, String> texts;
    private final SortedMap<String, String> model;

    private GivenSources(SortedMap<String, String> texts, SortedMap<String, String> model) {
        this.texts = texts;
        this.model = model;
    }

    /**
     * @param without of each contributor, the log-probabilities of the answer's tokens without its sources
     */
    static GivenSources of(SourcedPrompt prompt, int[] answerIds, Map<String, double[]> without, Tokenizer tokenizer) {
        byte[] text = prompt.text().getBytes(StandardCharsets.UTF_8);
        SortedMap<String, String> texts = new TreeMap<>();
        for (SourcedPrompt.Source source : prompt.sources()) {
            String own = new String(Arrays.copyOfRange(text, source.start(), source.end()), StandardCharsets.UTF_8);
            texts.merge(source.contributor(), own, (one, other) -> one + "\n" + other);
        }
        SortedMap<String, String> likely = new TreeMap<>();
        without.forEach((contributor, scores) -> likely.put(contributor, likely(answerIds, scores, tokenizer)));
        return of(texts, likely);
    }

    /**
     * @param texts of each contributor's sources
     * @param model what of the answer the model says without them
     */
    static GivenSources of(SortedMap<String, String> texts, SortedMap<String, String> model) {
        return new GivenSources(new TreeMap<>(texts), new TreeMap<>(model));
    }

    private static String likely(int[] answerIds, double[] scores, Tokenizer tokenizer) {
        StringBuilder runs = new StringBuilder();
        int from = 0;
        for (int at = 0; at <= answerIds.length; at++) {
            if (at == answerIds.length || scores[at] < StrictMath.log(LIKELY)) {
                runs.append(tokenizer.decode(Arrays.copyOfRange(answerIds, from, at)))
                        .append('\n');
                from = at + 1;
            }
        }
        return runs.toString();
    }

    SortedSet<String> contributors() {
        return new TreeSet<>(texts.keySet());
    }

    /** What a contributor's sources say. */
    String text(String contributor) {
        return texts.getOrDefault(contributor, "");
    }

    /** What others' sources say, and the model without this contributor's. */
    String textElsewhere(String contributor) {
        return Stream.concat(others(contributor), Stream.of(model.getOrDefault(contributor, "")))
                .collect(Collectors.joining("\n"));
    }

    /** The pieces of a contributor's sources. */
    int[] says(String contributor) {
        return Grams.of(text(contributor));
    }

    /** The pieces that others' sources say, or the model without this contributor's. */
    int[] saidElsewhere(String contributor) {
        return IntStream.concat(
                        others(contributor).map(Grams::of).flatMapToInt(Arrays::stream),
                        Arrays.stream(Grams.of(model.getOrDefault(contributor, ""))))
                .sorted()
                .distinct()
                .toArray();
    }

    private Stream<String> others(String contributor) {
        return texts.entrySet().stream()
                .filter(each -> !each.getKey().equals(contributor))
                .map(Map.Entry::getValue);
    }
}
