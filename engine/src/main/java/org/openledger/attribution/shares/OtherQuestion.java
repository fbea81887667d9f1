package org.openledger.attribution.shares;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openledger.attribution.shares.RowAlignment.Gap;
import org.openledger.attribution.shares.SaidWords.Word;

/**
 * How far a question may be a row's in other words, in [0, 1], by what it has instead of the row's words. It is about something else
 *
 * <ul>
 *   <li>where it has another word in the place of the row's: as far as the row's word tells in parts of the most telling one, by the
 *       sixth power, so that hardly another one counts, and as far as the other asks for something else; the lesser of both;
 *   <li>where it has a word that the row has not and that tells more than all that the row asks, by the third power: a row that asks how
 *       long it takes is about no question of how long something takes.
 * </ul>
 */
final class OtherQuestion {
    private final SaidWords asks;
    private final SaidWords says;
    private final SaidWords question;
    private final ToDoubleFunction<Word> telling;
    private final ToDoubleFunction<Word> asksElse;
    private final double name;

    /**
     * @param asks the row's question
     * @param says what the row says
     * @param question the one that was asked
     * @param telling how telling a word is, in [0, 1]
     * @param asksElse how far a word that the row has not asks for something else, in [0, 1]
     */
    OtherQuestion(
            SaidWords asks,
            SaidWords says,
            SaidWords question,
            ToDoubleFunction<Word> telling,
            ToDoubleFunction<Word> asksElse) {
        this.asks = asks;
        this.says = says;
        this.question = question;
        this.telling = telling;
        this.asksElse = asksElse;
        this.name = asks.distinct().stream().mapToDouble(telling).max().orElse(0);
    }

    double alike() {
        return 1 - Math.max(exchanged(), general());
    }

    private double exchanged() {
        List<Word> row = asks.all();
        List<Word> other = question.all();
        double most = 0;
        for (Gap gap : name > 0 ? RowAlignment.gaps(row, other) : List.<Gap>of()) {
            double lost = most(row.subList(gap.fromRow(), gap.toRow()), this::lost);
            double put = most(other.subList(gap.fromAnswer(), gap.toAnswer()), this::put);
            most = Math.max(most, Math.min(cube(lost * lost), put));
        }
        return most;
    }

    private double general() {
        double put = most(question.distinct(), this::put);
        return put > name ? put * (1 - cube(name / put)) : 0;
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private static double most(List<Word> words, ToDoubleFunction<Word> of) {
        return words.stream().mapToDouble(of).max().orElse(0);
    }

    /** How much of what the row asks goes with a word of it that the question has not. */
    private double lost(Word word) {
        return telling.applyAsDouble(word) / name * (1 - word.in(question.pieces()));
    }

    private double put(Word word) {
        double own = Math.max(word.in(asks.pieces()), word.in(says.pieces()));
        return asksElse.applyAsDouble(word) * telling.applyAsDouble(word) * (1 - own);
    }
}
