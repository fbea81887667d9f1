package org.openledger.attribution.shares;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.attribution.spans.SpanIndex;

/** How much of what an answer says stands in somebody's rows, for the question that was asked. */
interface Carried {
    /** Rows that are looked at to tell how common pieces of words are. */
    int SAMPLED_ROWS = 20_000;

    int MAX_CACHED_ROWS = 4096;

    /** Of what a source says of an answer, this part must be said elsewhere for all of it to count. */
    double AGREEING = 0.5;

    int MAX_PROMPT_TOKENS = 256;

    /**
     * What each contributor's rows and sources carry of the answer, in [0, 1]; who is missing has none that carries anything.
     *
     * @param promptIds the prompt without sources
     * @param evidence of the answer
     * @param sources that stood in the prompt
     */
    Map<String, Double> of(int[] promptIds, int[] answerIds, Evidence evidence, GivenSources sources);

    /** Numbers of the rows that tell how common pieces are. */
    static IntStream sampled(SpanIndex index) {
        int step = Math.max(1, index.rows() / SAMPLED_ROWS);
        return IntStream.range(0, index.rows()).filter(row -> row % step == 0);
    }

    /** Numbers of the rows nearest to question and answer together, and to the answer alone, by contributor. */
    static SortedMap<String, List<Integer>> nearest(
            SpanIndex index, int[] promptIds, int[] answerIds, Evidence ofAnswer) {
        int[] prompt =
                Arrays.copyOfRange(promptIds, Math.max(0, promptIds.length - MAX_PROMPT_TOKENS), promptIds.length);
        int[] both = Arrays.copyOf(prompt, prompt.length + answerIds.length);
        System.arraycopy(answerIds, 0, both, prompt.length, answerIds.length);
        SortedMap<String, List<Integer>> nearest = new TreeMap<>();
        for (Evidence evidence : List.of(Evidence.gather(index, both, Evidence.MIN_QUOTATION_TOKENS), ofAnswer)) {
            for (String contributor : index.contributors()) {
                List<Integer> rows = nearest.computeIfAbsent(contributor, name -> new ArrayList<>());
                evidence.rows(contributor).forEach(row -> rows.add(row.row()));
            }
        }
        return nearest;
    }
}
