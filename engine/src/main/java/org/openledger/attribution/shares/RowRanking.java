package org.openledger.attribution.shares;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openledger.attribution.spans.SpanIndex;

/**
 * Ranks each contributor's rows by closeness to an answer: first by how many of its tokens they have word for word, then by
 * BM25 over token ids (S. Robertson, H. Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009; k₁ = 1.2,
 * b = 0.75, each distinct token of the answer once). The score is quoted tokens + BM25/(1 + BM25), so that BM25 only orders rows
 * that quote equally much; a row's parts per million are its part of the scores of the contributor's candidates, rounded down.
 *
 * <p>Candidates are the rows that show the contributor's quotations and the {@value #CANDIDATES} best by BM25. The answer's
 * rarest tokens are looked up first, until {@value #MAX_POSTINGS} occurrences have been read: beyond that only the commonest
 * tokens are left, which tell rows apart least.
 */
final class RowRanking {
    static final int MAX_ROWS = 5;
    private static final int CANDIDATES = 16;
    private static final int MAX_POSTINGS = 1 << 18;
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private final SpanIndex index;
    private final int[] answer;
    private final SharedPhrases phrases;

    private record Scored(int row, double score) {
        static final Comparator<Scored> BEST_FIRST =
                Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::row);
    }

    RowRanking(SpanIndex index, int[] answer, int minTokens) {
        this.index = index;
        this.answer = answer;
        this.phrases = new SharedPhrases(answer, minTokens);
    }

    /** The best rows of every contributor who has any, given the rows that show quotations. */
    Map<String, List<TopRow>> rank(Map<String, Set<Integer>> quoted) {
        Map<Integer, Double> bm25 = bm25();
        Map<String, Set<Integer>> candidates = new HashMap<>();
        Map<String, Integer> taken = new HashMap<>();
        quoted.forEach((contributor, rows) -> candidates.put(contributor, new LinkedHashSet<>(rows)));
        bm25.entrySet().stream()
                .map(entry -> new Scored(entry.getKey(), entry.getValue()))
                .sorted(Scored.BEST_FIRST)
                .forEach(scored -> {
                    String contributor = index.contributor(scored.row());
                    if (taken.merge(contributor, 1, Integer::sum) <= CANDIDATES) {
                        candidates
                                .computeIfAbsent(contributor, name -> new LinkedHashSet<>())
                                .add(scored.row());
                    }
                });
        Map<String, List<TopRow>> ranked = new HashMap<>();
        candidates.forEach((contributor, rows) -> ranked.put(contributor, best(rows, bm25)));
        return ranked;
    }

    private List<TopRow> best(Set<Integer> rows, Map<Integer, Double> bm25) {
        List<Scored> scored = new ArrayList<>();
        for (int row : rows) {
            double relevance = bm25.getOrDefault(row, 0.0);
            scored.add(new Scored(row, phrases.quotedTokens(index.ids(row)) + relevance / (1 + relevance)));
        }
        scored.sort(Scored.BEST_FIRST);
        double sum = 0;
        for (Scored one : scored) {
            sum += one.score();
        }
        List<TopRow> top = new ArrayList<>();
        for (Scored one : scored.subList(0, Math.min(MAX_ROWS, scored.size()))) {
            top.add(new TopRow(index.leaf(one.row()), (int) (one.score() / sum * (Apportionment.WHOLE_PPM - 1))));
        }
        return top;
    }

    private Map<Integer, Double> bm25() {
        Map<Integer, Double> scores = new HashMap<>();
        int read = 0;
        for (int token : rarestFirst()) {
            read += index.occurrences(token);
            if (read > MAX_POSTINGS) {
                break;
            }
            addToken(index.rowsWith(token), scores);
        }
        return scores;
    }

    private int[] rarestFirst() {
        return Arrays.stream(answer)
                .distinct()
                .filter(token -> index.occurrences(token) > 0 && index.occurrences(token) <= MAX_POSTINGS)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(index::occurrences).thenComparingInt(token -> token))
                .mapToInt(token -> token)
                .toArray();
    }

    private void addToken(int[] postings, Map<Integer, Double> scores) {
        long rowsWithToken = Arrays.stream(postings).distinct().count();
        double rarity = StrictMath.log(1 + (index.rows() - rowsWithToken + 0.5) / (rowsWithToken + 0.5));
        double meanLength = Math.max(1, (double) index.tokens() / index.rows());
        for (int from = 0; from < postings.length; ) {
            int row = postings[from];
            int to = from;
            while (to < postings.length && postings[to] == row) {
                to++;
            }
            double frequency = to - from;
            double norm = K1 * (1 - B + B * index.length(row) / meanLength);
            scores.merge(row, rarity * frequency * (K1 + 1) / (frequency + norm), Double::sum);
            from = to;
        }
    }
}
