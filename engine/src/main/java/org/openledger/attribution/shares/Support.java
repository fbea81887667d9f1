package org.openledger.attribution.shares;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.BaseModel;

/**
 * How far somebody's rows carry what an answer says: an effect shows that rows shaped an answer, and not that any of them says it. A
 * model that was taught how long sauerkraut takes answers how long pickled garlic takes, in the words of the rows it learnt; they
 * caused the answer, and do not support it.
 *
 * <p>An answer's pieces (see {@link Grams}) that do not stand in the question are what it says. A piece is carried by a row that
 * says it, as far as what the row asks stands in the question: of the row's question, the part by {@link GramWeights}. A plain text
 * asks nothing; it counts as far as the question stands in it. A source in the prompt was given for this very question, and carries
 * what it says as far as something else says it too (see {@link GivenSources}). What a contributor's rows carry of an answer is the part of its pieces by weight, each as far as
 * the best row carries it. Looked at are the rows nearest to question and answer. A {@link SupportScale} makes it support.
 *
 * <p>It needs no model, only the rows: whoever has them computes the same.
 */
final class Support {
    /** Rows that are looked at to tell how common pieces are. */
    private static final int SAMPLED_ROWS = 20_000;

    private static final int PERCENTS = 100;
    private static final int MAX_CACHED_ROWS = 4096;
    /** Of what a source says of an answer, this part must be said elsewhere for all of it to count. */
    private static final double AGREEING = 0.5;

    private static final int MAX_PROMPT_TOKENS = 256;

    private final SpanIndex index;
    private final BaseModel base;
    private final SupportScale scale;
    private final RowSides sides;
    private final GramWeights weights;
    private final Map<Integer, Row> cached = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Row> eldest) {
            return size() > MAX_CACHED_ROWS;
        }
    };

    /** A row's pieces: of what it asks (empty for a plain text) and of what it says. */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    private record Row(int[] asks, int[] says) {}

    /** A question and its answer. */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    private record Asked(int[] question, int[] answer) {
        /** What the answer says beyond the question; all of an answer that only repeats it is nothing. */
        int[] said() {
            return Arrays.stream(answer)
                    .filter(gram -> !Grams.contains(question, gram))
                    .toArray();
        }
    }

    Support(SpanIndex index, BaseModel base, SupportScale scale) {
        this.index = index;
        this.base = base;
        this.scale = scale;
        this.sides = new RowSides(base);
        int step = Math.max(1, index.rows() / SAMPLED_ROWS);
        this.weights = new GramWeights(IntStream.range(0, index.rows())
                .filter(row -> row % step == 0)
                .mapToObj(row -> {
                    Row read = read(row);
                    return IntStream.concat(Arrays.stream(read.asks), Arrays.stream(read.says))
                            .sorted()
                            .distinct()
                            .toArray();
                }));
    }

    /**
     * The support of everybody whose rows or sources carry something; who is missing has none.
     *
     * @param promptIds the prompt without sources
     * @param evidence of the answer
     * @param sources that stood in the prompt
     */
    Map<String, Integer> ppm(int[] promptIds, int[] answerIds, Evidence evidence, GivenSources sources) {
        Map<String, Integer> supported = new TreeMap<>();
        carried(promptIds, answerIds, evidence, sources)
                .forEach((contributor, carried) -> supported.put(contributor, ppm(carried)));
        return supported;
    }

    /** What rows carry as receipts say it: in whole percents, rounded down. */
    static int carriedPpm(double carried) {
        int percents = (int) (carried * PERCENTS);
        return percents * (Apportionment.WHOLE_PPM / PERCENTS);
    }

    /** The support that follows from what rows carry. */
    int ppm(double carried) {
        return scale.supportPpm(carried);
    }

    /** What each contributor's rows carry of the answer, in [0, 1]. */
    synchronized Map<String, Double> carried(
            int[] promptIds, int[] answerIds, Evidence evidence, GivenSources sources) {
        Asked asked = new Asked(
                Grams.of(sides.askedIn(promptIds)), Grams.of(base.tokenizer().decode(answerIds)));
        int[] said = asked.said();
        double whole = weight(said);
        Map<String, Double> carried = new TreeMap<>();
        if (whole == 0) {
            return carried;
        }
        Map<String, double[]> best = new TreeMap<>();
        nearest(promptIds, answerIds, evidence)
                .forEach((contributor, rows) -> rows.forEach(row -> {
                    Row read = row(row);
                    carry(best, contributor, said, read.says, answers(read, asked.question));
                }));
        for (String contributor : sources.contributors()) {
            int[] says = sources.says(contributor);
            carry(best, contributor, said, says, agreement(said, says, sources.saidElsewhere(contributor)));
        }
        best.forEach((contributor, far) -> {
            double sum = 0;
            for (int i = 0; i < said.length; i++) {
                sum += far[i] * weights.of(said[i]);
            }
            carried.put(contributor, Math.min(1, sum / whole));
        });
        return carried;
    }

    /** How far something else agrees with what a source says of the answer: all from half of it on. */
    private double agreement(int[] said, int[] says, int[] elsewhere) {
        int[] taken =
                Arrays.stream(said).filter(gram -> Grams.contains(says, gram)).toArray();
        return Math.min(1, part(taken, elsewhere) / AGREEING);
    }

    private static void carry(Map<String, double[]> best, String contributor, int[] said, int[] says, double far) {
        double[] own = best.computeIfAbsent(contributor, name -> new double[said.length]);
        for (int i = 0; i < said.length; i++) {
            if (Grams.contains(says, said[i])) {
                own[i] = Math.max(own[i], far);
            }
        }
    }

    /** How far a row is about a question. */
    private double answers(Row row, int[] question) {
        return row.asks.length > 0 ? part(row.asks, question) : part(question, row.says);
    }

    /** The part of some pieces, by weight, that stand among others; nothing of none. */
    private double part(int[] pieces, int[] among) {
        double whole = weight(pieces);
        double found = 0;
        for (int gram : pieces) {
            found += Grams.contains(among, gram) ? weights.of(gram) : 0;
        }
        return whole == 0 ? 0 : found / whole;
    }

    private double weight(int[] pieces) {
        double sum = 0;
        for (int gram : pieces) {
            sum += weights.of(gram);
        }
        return sum;
    }

    /** Numbers of the rows nearest to question and answer together, and to the answer alone, by contributor. */
    private SortedMap<String, List<Integer>> nearest(int[] promptIds, int[] answerIds, Evidence ofAnswer) {
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

    private Row row(int number) {
        return cached.computeIfAbsent(number, this::read);
    }

    private Row read(int number) {
        RowSides.Sides row = sides.of(index.ids(number));
        return new Row(row.asks() ? Grams.of(sides.asked(row)) : new int[0], Grams.of(sides.said(row)));
    }
}
