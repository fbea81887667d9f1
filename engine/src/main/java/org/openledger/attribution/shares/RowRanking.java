package org.openledger.attribution.shares;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
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
    private static final int MAX_POSTINGS = 1 << 15;
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
        double[] bm25 = new double[index.rows()];
        int[] touched = addBm25(bm25);
        Map<String, Set<Integer>> candidates = new HashMap<>();
        quoted.forEach((contributor, rows) -> candidates.put(contributor, new LinkedHashSet<>(rows)));
        mostRelevant(touched, bm25).forEach((contributor, best) -> {
            Set<Integer> rows = candidates.computeIfAbsent(contributor, name -> new LinkedHashSet<>());
            best.forEach(scored -> rows.add(scored.row()));
        });
        Map<String, List<TopRow>> ranked = new HashMap<>();
        candidates.forEach((contributor, rows) -> ranked.put(contributor, best(rows, bm25)));
        return ranked;
    }

    /** The best rows of each contributor by BM25 alone. */
    private Map<String, PriorityQueue<Scored>> mostRelevant(int[] touched, double[] bm25) {
        Map<String, PriorityQueue<Scored>> kept = new HashMap<>();
        for (int row : touched) {
            PriorityQueue<Scored> best = kept.computeIfAbsent(
                    index.contributor(row), name -> new PriorityQueue<>(Scored.BEST_FIRST.reversed()));
            if (best.size() < CANDIDATES || beats(row, bm25[row], best.element())) {
                best.add(new Scored(row, bm25[row]));
            }
            if (best.size() > CANDIDATES) {
                best.poll();
            }
        }
        return kept;
    }

    private static boolean beats(int row, double score, Scored other) {
        return score > other.score() || (score == other.score() && row < other.row());
    }

    private List<TopRow> best(Set<Integer> rows, double[] bm25) {
        List<Scored> scored = new ArrayList<>();
        double sum = 0;
        for (int row : rows) {
            double score = phrases.quotedTokens(index.ids(row)) + bm25[row] / (1 + bm25[row]);
            scored.add(new Scored(row, score));
        }
        scored.sort(Scored.BEST_FIRST);
        for (Scored one : scored) {
            sum += one.score();
        }
        List<TopRow> top = new ArrayList<>();
        for (Scored one : scored.subList(0, Math.min(MAX_ROWS, scored.size()))) {
            top.add(new TopRow(
                    one.row(), index.leaf(one.row()), (int) (one.score() / sum * (Apportionment.WHOLE_PPM - 1))));
        }
        return top;
    }

    /** Adds up the scores of rows by number; returns the rows that have one. */
    private int[] addBm25(double[] scores) {
        int read = 0;
        IntStream.Builder touched = IntStream.builder();
        for (int token : rarestFirst()) {
            read += index.occurrences(token);
            if (read > MAX_POSTINGS) {
                break;
            }
            addToken(index.rowsWith(token), scores, touched);
        }
        return touched.build().toArray();
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

    private void addToken(int[] postings, double[] scores, IntStream.Builder touched) {
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
            if (scores[row] == 0) {
                touched.add(row);
            }
            scores[row] += rarity * frequency * (K1 + 1) / (frequency + norm);
            from = to;
        }
    }

    /**
     * How many tokens of an answer a row has word for word, in phrases of at least a given length. A token is in such a phrase
     * exactly when a window of that length around it stands in the row, so looking windows up is enough.
     */
    private static final class SharedPhrases {
        private final int[] answer;
        private final int length;
        /** Windows of the answer by content, as views of it; equal windows have one number. */
        private final Map<IntBuffer, Integer> windows = new HashMap<>();

        private final int[] windowAt;
        /** The answer's tokens: only a run of these in a row is worth looking up. */
        private final BitSet tokens = new BitSet();

        SharedPhrases(int[] answer, int length) {
            this.answer = answer;
            this.length = length;
            Arrays.stream(answer).forEach(tokens::set);
            this.windowAt = new int[Math.max(0, answer.length - length + 1)];
            Arrays.setAll(windowAt, at -> {
                Integer next = windows.size();
                Integer known = windows.putIfAbsent(IntBuffer.wrap(answer, at, length), next);
                return known == null ? next : known;
            });
        }

        /** Tokens of the answer inside phrases that the row has too. */
        int quotedTokens(int[] row) {
            BitSet found = new BitSet();
            int run = 0;
            for (int end = 1; end <= row.length; end++) {
                run = tokens.get(row[end - 1]) ? run + 1 : 0;
                Integer window = run < length ? null : windows.get(IntBuffer.wrap(row, end - length, length));
                if (window != null) {
                    found.set(window);
                }
            }
            BitSet quoted = new BitSet(answer.length);
            for (int at = 0; at < windowAt.length; at++) {
                if (found.get(windowAt[at])) {
                    quoted.set(at, at + length);
                }
            }
            return quoted.cardinality();
        }
    }
}
