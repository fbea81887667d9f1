package org.openledger.attribution.shares;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.BaseModel;

/**
 * What rows carry of an answer by pieces of words (see {@link Grams}), as receipts of before say it: those that do not stand in the
 * question are what an answer says. A piece is carried by a row that says it, as far as what the row asks stands in the question: of the
 * row's question, the part by {@link GramWeights}. A plain text asks nothing; it counts as far as the question stands in it. What a
 * contributor's rows carry of an answer is the part of its pieces by weight, each as far as the best row carries it.
 */
final class CarriedByPieces implements Carried {
    private final SpanIndex index;
    private final BaseModel base;
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

    CarriedByPieces(SpanIndex index, BaseModel base) {
        this.index = index;
        this.base = base;
        this.sides = new RowSides(base);
        this.weights = new GramWeights(Carried.sampled(index).mapToObj(row -> {
            Row read = read(row);
            return IntStream.concat(Arrays.stream(read.asks), Arrays.stream(read.says))
                    .sorted()
                    .distinct()
                    .toArray();
        }));
    }

    @Override
    public synchronized Map<String, Double> of(
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
        Carried.nearest(index, promptIds, answerIds, evidence)
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

    private Row row(int number) {
        return cached.computeIfAbsent(number, this::read);
    }

    private Row read(int number) {
        RowSides.Sides row = sides.of(index.ids(number));
        return new Row(row.asks() ? Grams.of(sides.asked(row)) : new int[0], Grams.of(sides.said(row)));
    }
}
