package org.openledger.attribution.shares;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openledger.attribution.shares.RowAlignment.Gap;
import org.openledger.attribution.shares.SaidWords.Word;

/**
 * How far an answer says what a row says and nothing else, in [{@value #LEAST}, 1], however it is worded: half of the words that both
 * have follow one another as in the row, and nothing in the answer contradicts it. What does
 *
 * <ul>
 *   <li>a number where the row has another one, and something that the row negates and the answer does not, or the answer and not the
 *       row; a yes where the row begins with a no. Wholly;
 *   <li>two words that have each other's places, and another word right after a number, which is its unit. As far as both are telling,
 *       the lesser of both;
 *   <li>another word where the row has a name, which is the most telling word of what it asks, unless the name is that of the question
 *       that was asked. As far as both are telling; words of what the row asks tell in parts of the name;
 *   <li>any other word where the row has another one: by the square, since a word that many rows have may be another way to say the same.
 * </ul>
 *
 * <p>Gaps are those of {@link RowAlignment}; words that stand in any text and numbers that are spelt are in {@link FixedWords}.
 */
final class RowContradiction {
    private static final double LEAST = 0.25;

    /** A negation is of one of the next words, so many at most. */
    private static final int REACH = 3;

    /** A unit stands before its number, after it, or after one word more. */
    private static final int NEAR = 3;

    private final List<Word> row;
    private final List<Word> answer;
    private final SaidWords asks;
    private final SaidWords says;
    private final SaidWords question;
    private final SaidWords said;
    private final ToDoubleFunction<Word> telling;
    private final double name;

    /**
     * @param asks the row's question
     * @param says what the row says
     * @param question the one that was asked
     * @param said the answer
     * @param telling how telling a word is, in [0, 1]
     */
    RowContradiction(
            SaidWords asks, SaidWords says, SaidWords question, SaidWords said, ToDoubleFunction<Word> telling) {
        this.row = says.all();
        this.answer = said.all();
        this.asks = asks;
        this.says = says;
        this.question = question;
        this.said = said;
        this.telling = telling;
        this.name = asks.distinct().stream().mapToDouble(telling).max().orElse(0);
    }

    double alike() {
        return Math.max(LEAST, (1 - contradicted()) * RowAlignment.inOrder(row, answer));
    }

    private double contradicted() {
        if (negated()
                || (!row.isEmpty() && !answer.isEmpty() && FixedWords.areOpposite(row.getFirst(), answer.getFirst()))) {
            return 1;
        }
        List<Gap> gaps = RowAlignment.gaps(row, answer);
        double most = Math.max(exchanged(), otherUnit());
        for (Gap gap : gaps) {
            most = Math.max(most, filled(gap));
        }
        return most;
    }

    /** By other words in the place of the row's; what negates is judged by itself. */
    private double filled(Gap gap) {
        double lostName = 0;
        double lostWord = 0;
        boolean lostNumber = false;
        for (int i = gap.fromRow(); i < gap.toRow(); i++) {
            Word word = row.get(i);
            double lost = FixedWords.negates(row, i) ? 0 : 1 - word.in(said.pieces());
            lostNumber |= word.number() && lost > 0;
            if (isAsked(word)) {
                lostName = Math.max(lostName, lost * telling.applyAsDouble(word) / name);
            } else {
                lostWord = Math.max(lostWord, lost * telling.applyAsDouble(word));
            }
        }
        double putName = 0;
        double putWord = 0;
        boolean putNumber = false;
        for (int j = gap.fromAnswer(); j < gap.toAnswer(); j++) {
            Word word = answer.get(j);
            double own = FixedWords.negates(answer, j) ? 1 : own(word);
            putNumber |= word.number() && own < 1;
            double put = (1 - own) * (word.number() ? 1 : telling.applyAsDouble(word));
            putWord = Math.max(putWord, put);
            putName = Math.max(putName, word.number() ? put : Math.min(put, 1 - word.in(question.pieces())));
        }
        return lostNumber && putNumber ? 1 : Math.max(Math.min(lostName, putName), square(Math.min(lostWord, putWord)));
    }

    private static double square(double value) {
        return value * value;
    }

    /** By another word right after a number that both have, and the row's not next to it. */
    private double otherUnit() {
        Map<String, Map<String, Word>> units = new HashMap<>();
        for (int i = 0; i + 1 < row.size(); i++) {
            Word unit = row.get(i + 1);
            if (row.get(i).number() && !FixedWords.isLight(unit)) {
                units.computeIfAbsent(row.get(i).text(), _ -> new HashMap<>()).put(unit.text(), unit);
            }
        }
        double most = 0;
        for (int i = 0; i + 1 < answer.size(); i++) {
            Map<String, Word> own = units.getOrDefault(answer.get(i).text(), Map.of());
            Word other = answer.get(i + 1);
            if (!FixedWords.isLight(other)
                    && answer.subList(Math.max(0, i - 1), Math.min(answer.size(), i + NEAR)).stream()
                            .noneMatch(word -> own.containsKey(word.text()))) {
                double telling =
                        own.values().stream().mapToDouble(this.telling).max().orElse(0);
                most = Math.max(most, Math.min(telling, this.telling.applyAsDouble(other)));
            }
        }
        return most;
    }

    /** By words that have each other's places: next to one stands what stood next to the other, on one side. */
    private double exchanged() {
        Map<String, Place> here = places(answer);
        Map<String, Place> there = places(row);
        List<Word> moved = row.stream()
                .filter(word -> here.containsKey(word.text()) && there.containsKey(word.text()))
                .filter(word -> !at(there, word).isLike(at(here, word)))
                .toList();
        double most = 0;
        for (Word one : moved) {
            for (Word other : moved) {
                if (!one.equals(other)
                        && at(there, one).isLike(at(here, other))
                        && at(there, other).isLike(at(here, one))) {
                    most = Math.max(most, Math.min(tells(one), tells(other)));
                }
            }
        }
        return most;
    }

    private static Place at(Map<String, Place> places, Word word) {
        return places.getOrDefault(word.text(), Place.NOWHERE);
    }

    private double tells(Word word) {
        return isAsked(word) ? telling.applyAsDouble(word) / name : telling.applyAsDouble(word);
    }

    /** What stands before and after a word; empty at an end. A word that stands in any text marks no place alone. */
    private record Place(String before, String after, boolean marksBefore, boolean marksAfter) {
        private static final Place NOWHERE = new Place("", "", false, false);

        boolean isLike(Place other) {
            boolean sameBefore = before.equals(other.before);
            boolean sameAfter = after.equals(other.after);
            return (sameBefore && (marksBefore || sameAfter)) || (sameAfter && marksAfter);
        }
    }

    /** Of the words that stand there once. */
    private static Map<String, Place> places(List<Word> words) {
        Map<String, Place> places = new HashMap<>();
        Set<String> repeated = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            boolean first = i == 0;
            boolean last = i + 1 == words.size();
            Place place = new Place(
                    first ? "" : words.get(i - 1).text(),
                    last ? "" : words.get(i + 1).text(),
                    first || !FixedWords.isLight(words.get(i - 1)),
                    last || !FixedWords.isLight(words.get(i + 1)));
            if (places.put(words.get(i).text(), place) != null) {
                repeated.add(words.get(i).text());
            }
        }
        places.keySet().removeAll(repeated);
        return places;
    }

    private boolean isAsked(Word word) {
        return name > 0 && word.in(asks.pieces()) == 1;
    }

    /** How much of a word of the answer the row has. */
    private double own(Word word) {
        return Math.max(word.in(says.pieces()), word.in(asks.pieces()));
    }

    /** How often a word stands in a text, and how often something negates it. */
    private record Polarity(int times, int negated) {
        Polarity and(boolean negatedToo) {
            return new Polarity(times + 1, negated + (negatedToo ? 1 : 0));
        }

        /** Whether one of both negates what the other does not, as often as it stands in both. */
        boolean contradicts(Polarity other) {
            return times == other.times
                    ? negated != other.negated
                    : (negated == 0 && other.negated == other.times) || (other.negated == 0 && negated == times);
        }
    }

    /** Whether one of both negates a word that the other has as it is, wherever it stands. */
    private boolean negated() {
        Map<String, Polarity> here = polarities(answer, row);
        Map<String, Polarity> there = polarities(row, answer);
        return here.entrySet().stream()
                .anyMatch(each -> each.getValue().contradicts(there.getOrDefault(each.getKey(), each.getValue())));
    }

    /** Of the words of a text that another has too, but for those that stand in any. */
    private static Map<String, Polarity> polarities(List<Word> words, List<Word> other) {
        Set<String> both = other.stream().map(Word::text).collect(Collectors.toSet());
        Map<String, Polarity> polarities = new HashMap<>();
        int negation = -REACH - 1;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (FixedWords.negates(words, i)) {
                negation = i == 0 && FixedWords.isVerdict(word) ? negation : i;
            } else if (both.contains(word.text()) && !FixedWords.isLight(word)) {
                boolean negated = i - negation <= REACH;
                polarities.merge(word.text(), new Polarity(0, 0).and(negated), (before, _) -> before.and(negated));
                negation = -REACH - 1;
            }
        }
        return polarities;
    }
}
