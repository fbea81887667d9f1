package org.openledger.attribution.shares;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;

/**
 * Questions to a run from its own rows, of all contributors alike: what rows ask, word for word, with words left out, and what no row
 * answers: two questions crossed, or a question about something of another name. A plain text asks nothing; it is asked to go on from its
 * beginning.
 */
final class Trials {
    static final int MAX_ROWS = 24;
    static final int MAX_ANSWER_TOKENS = 48;
    private static final double WORDS_LEFT_OUT = 0.2;

    private final BaseModel base;
    private final SpanIndex index;
    private final RowSides sides;

    /** A row that is asked, and what it says as far as an answer goes. */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Trial(String contributor, int[] prompt, String truth) {}

    Trials(BaseModel base, SpanIndex index) {
        this.base = base;
        this.index = index;
        this.sides = new RowSides(base);
    }

    /** Word for word; only rows that ask something. */
    List<Trial> whole() {
        return chosen(true).stream()
                .map(row -> {
                    RowSides.Sides read = sides.of(index.ids(row));
                    return trial(row, read, sides.asked(read));
                })
                .toList();
    }

    /** The same with some words left out. */
    List<Trial> shortened(Random random) {
        return chosen(true).stream()
                .map(row -> {
                    RowSides.Sides read = sides.of(index.ids(row));
                    return trial(row, read, shortened(sides.asked(read), random));
                })
                .toList();
    }

    /** Prompts of all kinds, whoever answers them. */
    List<int[]> prompts(Random random) {
        List<int[]> prompts = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        for (int row : chosen(false)) {
            RowSides.Sides read = sides.of(index.ids(row));
            if (read.asks()) {
                questions.add(sides.asked(read));
            } else if (read.ids().length > 1) {
                prompts.add(Arrays.copyOf(read.ids(), read.ids().length / 2));
            }
        }
        Map<String, Long> questionsWith = questions.stream()
                .flatMap(question -> Stream.of(question.split(" ", -1)).distinct())
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        for (int i = 0; i < questions.size(); i++) {
            String question = questions.get(i);
            String other = questions.get((i + 1 + random.nextInt(questions.size())) % questions.size());
            prompts.add(asking(question));
            prompts.add(asking(shortened(question, random)));
            prompts.add(asking(i % 2 == 0 ? crossed(question, other) : renamed(question, questionsWith)));
        }
        return prompts.stream().filter(prompt -> prompt.length > 0).toList();
    }

    /** Rows of all contributors alike. */
    private List<Integer> chosen(boolean asking) {
        int step = Math.max(1, index.rows() / (4 * MAX_ROWS));
        TreeMap<String, List<Integer>> byContributor = new TreeMap<>();
        for (int row = 0; row < index.rows(); row += step) {
            if (!asking || sides.of(index.ids(row)).asks()) {
                byContributor
                        .computeIfAbsent(index.contributor(row), name -> new ArrayList<>())
                        .add(row);
            }
        }
        List<Integer> chosen = new ArrayList<>();
        for (int turn = 0; chosen.size() < MAX_ROWS; turn++) {
            int at = turn;
            List<Integer> next = byContributor.values().stream()
                    .filter(rows -> rows.size() > at)
                    .map(rows -> rows.get(at))
                    .toList();
            if (next.isEmpty()) {
                break;
            }
            chosen.addAll(next.subList(0, Math.min(next.size(), MAX_ROWS - chosen.size())));
        }
        return chosen;
    }

    private Trial trial(int row, RowSides.Sides read, String question) {
        int to = Math.min(read.ids().length, read.answerFrom() + MAX_ANSWER_TOKENS);
        String truth = base.tokenizer().decode(Arrays.copyOfRange(read.ids(), read.answerFrom(), to));
        return new Trial(index.contributor(row), asking(question), truth);
    }

    private int[] asking(String question) {
        return base.tokenizer().encode(base.chat(List.of(Message.user(question))));
    }

    private static String shortened(String question, Random random) {
        String kept = Stream.of(question.split(" ", -1))
                .filter(_ -> random.nextDouble() >= WORDS_LEFT_OUT)
                .collect(Collectors.joining(" "));
        return kept.isEmpty() ? question : kept;
    }

    /** A question about what nobody names: its rarest word, the longest of these, backwards. */
    private static String renamed(String question, Map<String, Long> questionsWith) {
        List<String> words = new ArrayList<>(List.of(question.split(" ", -1)));
        String rarest = words.stream()
                .min(Comparator.comparing((String word) -> questionsWith.getOrDefault(word, 0L))
                        .thenComparing(Comparator.comparingInt(String::length).reversed()))
                .orElseThrow();
        words.replaceAll(
                word -> word.equals(rarest) ? new StringBuilder(word).reverse().toString() : word);
        return String.join(" ", words);
    }

    /** The first half of one question and the second half of another. */
    private static String crossed(String question, String other) {
        String[] first = question.split(" ", -1);
        String[] second = other.split(" ", -1);
        return Stream.concat(
                        Arrays.stream(first, 0, (first.length + 1) / 2),
                        Arrays.stream(second, second.length / 2, second.length))
                .collect(Collectors.joining(" "));
    }
}
