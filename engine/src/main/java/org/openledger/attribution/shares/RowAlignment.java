package org.openledger.attribution.shares;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.openledger.attribution.shares.SaidWords.Word;

/**
 * How far an answer says a row's words as the row does, in [{@value #LEAST}, 1]: laid beside the row by the longest sequence of words that both have.
 * Where the answer has other words in the place of a row's, it says something else, as far as both are telling: another name or value
 * contradicts the row, "it" in the place of a name does not, nor does another word for a common one, nor a word that is put in or left
 * out. And the words that both have must follow one another as they do in the row, half of them at least.
 */
final class RowAlignment {
    /** Of what a contradicted row has in common, so that it is still told who says the most. */
    private static final double LEAST = 0.25;

    /** Fewer words in common have no order to speak of. */
    private static final int LEAST_ORDERED = 4;

    private final List<Word> row;
    private final List<Word> answer;
    private final SaidWords says;
    private final SaidWords asks;
    private final SaidWords said;
    private final ToDoubleFunction<Word> lost;
    private final ToDoubleFunction<Word> put;

    /**
     * @param asks the row's question
     * @param says what the row says
     * @param said the answer
     * @param lost how telling a word of the row is, in [0, 1]
     * @param put how telling a word of the answer is, in [0, 1]
     */
    RowAlignment(
            SaidWords asks, SaidWords says, SaidWords said, ToDoubleFunction<Word> lost, ToDoubleFunction<Word> put) {
        this.row = says.all();
        this.answer = said.all();
        this.asks = asks;
        this.says = says;
        this.said = said;
        this.lost = lost;
        this.put = put;
    }

    double alike() {
        return Math.max(LEAST, (1 - contradicted()) * inOrder(row, answer));
    }

    /** The most that words in the place of a row's contradict it. */
    private double contradicted() {
        double most = 0;
        for (Gap gap : gaps(row, answer)) {
            most = Math.max(most, Math.min(lost(gap.fromRow, gap.toRow), put(gap.fromAnswer, gap.toAnswer)));
        }
        return most;
    }

    /** Words of a row, and those that an answer has in their place; one of both may be none. */
    record Gap(int fromRow, int toRow, int fromAnswer, int toAnswer) {}

    /**
     * The gaps between the words that both have. An answer that begins after the row does, or ends before, leaves nothing out there
     * but what it has other words for.
     */
    static List<Gap> gaps(List<Word> row, List<Word> answer) {
        int[][] common = common(row, answer);
        List<Gap> gaps = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < row.size() || j < answer.size()) {
            int fromRow = i;
            int fromAnswer = j;
            while ((i < row.size() || j < answer.size())
                    && !(i < row.size() && j < answer.size() && same(row, i, answer, j))) {
                if (j == answer.size() || (i < row.size() && common[i + 1][j] >= common[i][j + 1])) {
                    i++;
                } else {
                    j++;
                }
            }
            int more = j - fromAnswer;
            int first = fromAnswer == 0 ? Math.max(fromRow, i - more) : fromRow;
            int last = j == answer.size() ? Math.min(i, fromRow + more) : i;
            gaps.add(new Gap(first, Math.max(first, last), fromAnswer, j));
            i++;
            j++;
        }
        return gaps;
    }

    /** The most telling of a row's words that the answer does not have. */
    private double lost(int from, int to) {
        double most = 0;
        for (int i = from; i < to; i++) {
            Word word = row.get(i);
            most = Math.max(most, lost.applyAsDouble(word) * (1 - word.in(said.pieces())));
        }
        return most;
    }

    /** The most telling of an answer's words that the row does not have. */
    private double put(int from, int to) {
        double most = 0;
        for (int j = from; j < to; j++) {
            Word word = answer.get(j);
            double own = Math.max(word.in(says.pieces()), word.in(asks.pieces()));
            most = Math.max(most, put.applyAsDouble(word) * (1 - own));
        }
        return most;
    }

    /** Of the longest common sequence of words from each place on. */
    private static int[][] common(List<Word> row, List<Word> answer) {
        int[][] common = new int[row.size() + 1][answer.size() + 1];
        for (int i = row.size() - 1; i >= 0; i--) {
            for (int j = answer.size() - 1; j >= 0; j--) {
                common[i][j] = same(row, i, answer, j)
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** The last word of an answer may be cut short. */
    private static boolean same(List<Word> row, int i, List<Word> answer, int j) {
        Word word = answer.get(j);
        return word.isFormOf(row.get(i))
                || (j == answer.size() - 1 && row.get(i).text().startsWith(word.text()));
    }

    private record Neighbours(String one, String next) {}

    /** How many of the words that both have follow one another as in the row; all, where it is half of them. */
    static double inOrder(List<Word> row, List<Word> answer) {
        Set<String> both = new HashSet<>();
        Set<String> ofRow = new HashSet<>();
        row.forEach(word -> ofRow.add(word.text()));
        answer.stream().map(Word::text).filter(ofRow::contains).forEach(both::add);
        List<Neighbours> here = neighbours(answer, both);
        if (here.size() + 1 < LEAST_ORDERED) {
            return 1;
        }
        Set<Neighbours> there = new HashSet<>(neighbours(row, both));
        return Math.min(1, 2.0 * here.stream().filter(there::contains).count() / here.size());
    }

    private static List<Neighbours> neighbours(List<Word> words, Set<String> among) {
        List<Neighbours> pairs = new ArrayList<>();
        String before = null;
        for (Word word : words) {
            if (among.contains(word.text())) {
                if (before != null) {
                    pairs.add(new Neighbours(before, word.text()));
                }
                before = word.text();
            }
        }
        return pairs;
    }
}
