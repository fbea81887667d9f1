package org.openledger.attribution.shares;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.shares.SaidWords.Word;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.BaseModel;

/**
 * What rows carry of an answer by its words, each of which weighs the more the fewer rows have its pieces (see {@link GramWeights}): by
 * the third power, so that names, numbers and values decide and not the words around them. What an answer says are its words that do not
 * stand in the question.
 *
 * <p>A row is trusted as far as its question is asked, by all pieces of its words and by the rare words, the smaller of both, times how
 * much of it the answer has, by the third power: of the stretch of the row that is as long as the answer and has most in common with it;
 * and, in context, times how far the answer says it as the row does (see {@link RowAlignment}). So a row of which an answer changes a number
 * or a name is hardly trusted, and one that is cut short is. A plain text asks nothing; it is trusted as far as the question
 * stands in it, near what it says of the answer.
 * A word is carried as far as the most trusted row that says it. Words that no row has say nothing against a row of which the answer has
 * everything: they weigh less by as much as the answer has of it, its question's words included, so that another name than the row's
 * weighs; and one word in ten of an answer that has every word of a row. A number always weighs.
 *
 * <p>A source in the prompt was given for this very question, and carries what it says as far as something else says it too (see
 * {@link GivenSources}).
 */
final class CarriedByWords implements Carried {
    /** Of so many words of an answer, one may be more than a row says. */
    private static final int MORE = 10;

    /** Who is trusted less supports nothing, so it is not laid beside the answer. */
    private static final double LEAST_TRUSTED = 0.05;

    /** How far a word of a question asks for something else that no row has; it may be another way to ask the same. */
    private static final double UNKNOWN = 0.75;

    /** What a plain text says is about the words of it, as many before as a question has, and so many more before and after. */
    private static final int NEAR = 1;

    /** What a word weighs that stands in any text, however few rows have it, in parts of what it would. */
    private static final double LIGHT = 0.1;

    private final SpanIndex index;
    private final BaseModel base;
    private final SupportScale.By by;
    private final RowSides sides;
    private final GramWeights weights;
    private final Map<Integer, Row> cached = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Row> eldest) {
            return size() > MAX_CACHED_ROWS;
        }
    };

    /** What a row asks (nothing, where it is a plain text) and what it says. */
    private record Row(SaidWords asks, SaidWords says) {}

    /** Of the answer: its words, how much of each does not stand in the question times its weight, and the pieces of both. */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    private record Answer(SaidWords question, SaidWords words, double[] weights, int[] pieces) {}

    /**
     * How much an answer has of a stretch of a row's words: of what the row does not ask itself, in question or answer; and of all of it, in
     * the answer.
     */
    private record Had(double beyond, double all, int from, int to) {}

    /** What one contributor carries: each word as far as the best row does, and how much the answer has of all of the most trusted row. */
    private static final class Best {
        private final double[] far;
        private double trusted;
        private double complete;

        private Best(int words) {
            far = new double[words];
        }
    }

    /** @param by words wherever they stand, where the row has them, or by what contradicts the row there */
    CarriedByWords(SpanIndex index, BaseModel base, SupportScale.By by) {
        this.by = by;
        this.index = index;
        this.base = base;
        this.sides = new RowSides(base);
        this.weights = new GramWeights(Carried.sampled(index).mapToObj(number -> {
            Row row = read(number);
            return both(row.asks.pieces(), row.says.pieces());
        }));
    }

    @Override
    public synchronized Map<String, Double> of(
            int[] promptIds, int[] answerIds, Evidence evidence, GivenSources sources) {
        Answer answer =
                answer(words(sides.askedIn(promptIds)), words(base.tokenizer().decode(answerIds)));
        Map<String, Double> carried = new TreeMap<>();
        if (Arrays.stream(answer.weights).sum() == 0) {
            return carried;
        }
        boolean[] known = new boolean[answer.weights.length];
        for (int i = 0; i < known.length; i++) {
            Word word = answer.words.distinct().get(i);
            known[i] = word.number() || isKnown(word);
        }
        Map<String, Best> best = new TreeMap<>();
        Carried.nearest(index, promptIds, answerIds, evidence)
                .forEach((contributor, rows) -> rows.stream().distinct().forEach(number -> {
                    Row row = row(number);
                    Had had = had(row, answer);
                    double trust = beyond(had) * about(row, answer.question, had);
                    if (by != SupportScale.By.WORDS && trust >= LEAST_TRUSTED) {
                        trust *= alike(row, answer);
                    }
                    Best of = best.computeIfAbsent(contributor, _ -> new Best(known.length));
                    carry(of, answer, row.says.pieces(), trust, known);
                    if (trust > of.trusted) {
                        of.trusted = trust;
                        of.complete = cube(had.all);
                    } else if (trust == of.trusted) {
                        of.complete = Math.max(of.complete, cube(had.all));
                    }
                }));
        for (String contributor : sources.contributors()) {
            int[] says = words(sources.text(contributor)).pieces();
            int[] elsewhere = words(sources.textElsewhere(contributor)).pieces();
            carry(
                    best.computeIfAbsent(contributor, _ -> new Best(known.length)),
                    answer,
                    says,
                    agreement(answer, says, elsewhere),
                    known);
        }
        best.forEach((contributor, of) -> carried.put(contributor, part(answer, of, known)));
        return carried;
    }

    private Answer answer(SaidWords question, SaidWords words) {
        double[] weights = words.distinct().stream()
                .mapToDouble(word -> weight(word) * (1 - word.in(question.pieces())))
                .toArray();
        return new Answer(question, words, weights, both(question.pieces(), words.pieces()));
    }

    /** The part of an answer's words by weight that are carried. */
    private static double part(Answer answer, Best best, boolean[] known) {
        double found = 0;
        double whole = 0;
        boolean[] more = best.complete < 1 ? new boolean[known.length] : more(answer, best, known);
        for (int i = 0; i < known.length; i++) {
            double unsaid = more[i] || !known[i] ? best.complete * (1 - best.far[i]) : 0;
            found += answer.weights[i] * (1 - unsaid) * best.far[i];
            whole += answer.weights[i] * (1 - unsaid);
        }
        return whole == 0 ? 0 : Math.min(1, found / whole);
    }

    /** One word in ten, at least one, that says nothing against a row of which the answer has every word: the heaviest that it does not say. */
    private static boolean[] more(Answer answer, Best best, boolean[] known) {
        boolean[] more = new boolean[known.length];
        IntStream.range(0, known.length)
                .filter(i -> known[i] && !answer.words.distinct().get(i).number())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -answer.weights[i] * (1 - best.far[i])))
                .limit(Math.max(1, known.length / MORE))
                .forEach(i -> more[i] = true);
        return more;
    }

    /** What is said by a row that is looked at, or by a source, is known. */
    private static void carry(Best best, Answer answer, int[] says, double trust, boolean[] known) {
        for (int i = 0; i < best.far.length; i++) {
            double in = answer.words.distinct().get(i).in(says);
            known[i] |= in == 1;
            best.far[i] = Math.max(best.far[i], trust * in);
        }
    }

    /** How far something else agrees with what a source says of the answer: all from half of it on. */
    private double agreement(Answer answer, int[] says, int[] elsewhere) {
        double whole = 0;
        double agreed = 0;
        for (int i = 0; i < answer.weights.length; i++) {
            Word word = answer.words.distinct().get(i);
            double taken = answer.weights[i] * word.in(says);
            whole += taken;
            agreed += taken * word.in(elsewhere);
        }
        return whole == 0 ? 0 : Math.min(1, agreed / whole / AGREEING);
    }

    /** How far the answer says the row's words as the row does. Of what the row asks, its most telling word tells all. */
    private double alike(Row row, Answer answer) {
        if (isSince(SupportScale.By.SLOTS)) {
            return new RowContradiction(row.asks, row.says, answer.question, answer.words, this::telling).alike();
        }
        double most =
                row.asks.distinct().stream().mapToDouble(this::telling).max().orElse(0);
        return new RowAlignment(
                        row.asks,
                        row.says,
                        answer.words,
                        word -> most > 0 && word.in(row.asks.pieces()) == 1 ? telling(word) / most : telling(word),
                        this::telling)
                .alike();
    }

    /** How few rows have a word, in [0, 1]: all of one that a single row has. */
    private double telling(Word word) {
        return Math.min(1, rarity(word) / weights.ofOneRow());
    }

    /**
     * How far a row is about a question. One that has no other telling words than the row is taken for the row's with some left out,
     * which says more than its part.
     */
    private double about(Row row, SaidWords question, Had had) {
        if (row.asks.isEmpty()) {
            return asked(question, isSince(SupportScale.By.QUESTIONS) ? near(row, question, had) : row.says.pieces());
        }
        double part = asked(row.asks, question.pieces());
        double about =
                by != SupportScale.By.WORDS ? part + (Math.sqrt(part) - part) * (1 - other(row, question)) : part;
        return isSince(SupportScale.By.QUESTIONS)
                ? about * new OtherQuestion(row.asks, row.says, question, this::telling, this::asksElse).alike()
                : about;
    }

    /** The pieces of a plain text's words that stand near what it says of the answer: one that has everything is about nothing. */
    private static int[] near(Row row, SaidWords question, Had had) {
        List<Word> says = row.says.all();
        int from = Math.max(0, had.from - NEAR - question.all().size());
        return says.subList(from, Math.min(says.size(), had.to + NEAR)).stream()
                .flatMapToInt(word -> Arrays.stream(word.pieces()))
                .sorted()
                .distinct()
                .toArray();
    }

    private boolean isSince(SupportScale.By first) {
        return by.compareTo(first) >= 0;
    }

    /** The most telling of a question's words that the row does not have, in [0, 1]. */
    private double other(Row row, SaidWords question) {
        double most = 0;
        for (Word word : question.distinct()) {
            double own = Math.max(word.in(row.asks.pieces()), word.in(row.says.pieces()));
            most = Math.max(most, asksElse(word) * telling(word) * (1 - own));
        }
        return most;
    }

    /** Whether a word that a row does not have asks for something else. */
    private double asksElse(Word word) {
        return !isSince(SupportScale.By.SLOTS) || word.number() || isKnown(word) ? 1 : UNKNOWN;
    }

    private boolean isKnown(Word word) {
        return Arrays.stream(word.pieces()).allMatch(weights::isKnown);
    }

    /** How far an answer has what a row says beyond its question, where nothing contradicts it. */
    private double beyond(Had had) {
        return isSince(SupportScale.By.SLOTS) ? had.beyond * had.beyond : cube(had.beyond);
    }

    /** How far words stand among pieces: by all their pieces, and by the rare words; the smaller of both. */
    private double asked(SaidWords words, int[] among) {
        double whole = 0;
        double found = 0;
        double wholePieces = 0;
        double foundPieces = 0;
        for (Word word : words.distinct()) {
            whole += weight(word);
            found += weight(word) * word.in(among);
            for (int piece : word.pieces()) {
                double weight = heaviness(word) * weights.of(piece);
                wholePieces += weight;
                foundPieces += Grams.contains(among, piece) ? weight : 0;
            }
        }
        return whole == 0 ? 0 : Math.min(found / whole, foundPieces / wholePieces);
    }

    /** How much there is of the stretch of a row that is as long as the answer and has most in common with it. */
    private Had had(Row row, Answer answer) {
        List<Word> says = row.says.all();
        int length = Math.min(says.size(), answer.words.all().size());
        double[] beyond = new double[says.size() + 1];
        double[] found = new double[says.size() + 1];
        double[] all = new double[says.size() + 1];
        double[] said = new double[says.size() + 1];
        for (int i = 0; i < says.size(); i++) {
            Word word = says.get(i);
            double weight = weight(word);
            double own = weight * (1 - word.in(row.asks.pieces()));
            beyond[i + 1] = beyond[i] + own;
            found[i + 1] = found[i] + own * word.in(answer.pieces);
            all[i + 1] = all[i] + weight;
            said[i + 1] = said[i] + weight * word.in(answer.words.pieces());
        }
        double most = 0;
        Had had = new Had(0, 0, 0, 0);
        for (int end = length; end <= says.size(); end++) {
            double common = found[end] - found[end - length];
            if (common > most) {
                most = common;
                had = new Had(
                        Math.min(1, common / (beyond[end] - beyond[end - length])),
                        Math.min(1, (said[end] - said[end - length]) / (all[end] - all[end - length])),
                        end - length,
                        end);
            }
        }
        return had;
    }

    private double weight(Word word) {
        return cube(rarity(word));
    }

    /** The mean weight of its pieces. */
    private double rarity(Word word) {
        double sum = 0;
        for (int piece : word.pieces()) {
            sum += weights.of(piece);
        }
        return heaviness(word) * sum / word.pieces().length;
    }

    private double heaviness(Word word) {
        return isSince(SupportScale.By.SLOTS) && FixedWords.isLight(word) ? LIGHT : 1;
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private Row row(int number) {
        return cached.computeIfAbsent(number, this::read);
    }

    private Row read(int number) {
        RowSides.Sides row = sides.of(index.ids(number));
        return new Row(words(row.asks() ? sides.asked(row) : ""), words(sides.said(row)));
    }

    private SaidWords words(String text) {
        return isSince(SupportScale.By.SLOTS) ? SaidWords.of(text, FixedWords::digits) : SaidWords.of(text);
    }

    private static int[] both(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other))
                .sorted()
                .distinct()
                .toArray();
    }
}
