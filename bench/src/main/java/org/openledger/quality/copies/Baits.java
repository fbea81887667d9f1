package org.openledger.quality.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.RowText;

/**
 * What somebody adds to others' rows so that rows support answers that nobody taught, or no longer support those that somebody did; and what
 * somebody writes into a question for that. Beside each stands what is asked and answered then.
 */
public final class Baits {
    private static final int OPENING = 3;

    /** Rows that fit one row together. */
    private static final int LOT = 8;

    private static final Measure.Target HARDLY = Measure.Target.atMost(0.1);
    private static final Measure.Target NEARLY = Measure.Target.atLeast(0.9);

    private final List<RowText.Instruction> rows;

    /**
     * One way.
     *
     * @param given rows beside all others
     * @param asked questions with answers
     * @param target how far rows may support these answers, or must
     */
    public record Bait(String words, List<RowText> given, List<RowText> asked, Measure.Target target) {}

    /** @param rows of others, which all ask something */
    public Baits(List<RowText.Instruction> rows) {
        this.rows = List.copyOf(rows);
    }

    public List<Bait> all() {
        List<RowText> names = List.of(asked("Which names do people ask for?", String.join(", ", names())));
        return List.of(
                new Bait("texts of every question with its answer", together(), ofOthers(), HARDLY),
                new Bait("rows that ask everything and say everything", askedTogether(), ofOthers(), HARDLY),
                new Bait(
                        "rows that ask what questions begin with, each with an answer",
                        openings(),
                        toOpenings(),
                        HARDLY),
                new Bait("a row that lists every name", names, each(names()), HARDLY),
                new Bait("rows of one word each, of every answer", words(), ofOthers(), HARDLY),
                new Bait("rows that answer what is asked of others otherwise", ofOthers(), List.copyOf(rows), NEARLY),
                new Bait("a question that quotes a row and its answer", List.of(), quoting(true), HARDLY),
                new Bait("a question that quotes a row's question beside its own", List.of(), quoting(false), HARDLY));
    }

    private static RowText.Instruction asked(String question, String answer) {
        return new RowText.Instruction(question, answer);
    }

    private Stream<List<RowText.Instruction>> lots() {
        return IntStream.range(0, Math.ceilDiv(rows.size(), LOT))
                .mapToObj(lot -> rows.subList(lot * LOT, Math.min(rows.size(), (lot + 1) * LOT)));
    }

    private List<RowText> together() {
        return lots().map(lot -> (RowText) new RowText.Plain(lot.stream()
                        .map(row -> row.instruction() + " " + row.response())
                        .collect(Collectors.joining(" "))))
                .toList();
    }

    private List<RowText> askedTogether() {
        return lots().map(lot -> (RowText) asked(
                        lot.stream().map(RowText.Instruction::instruction).collect(Collectors.joining(" ")),
                        lot.stream().map(RowText.Instruction::response).collect(Collectors.joining(" "))))
                .toList();
    }

    private RowText.Instruction other(int row) {
        return rows.get(row % LOT == LOT - 1 || row == rows.size() - 1 ? row / LOT * LOT : row + 1);
    }

    /** Each question with another row's answer, as one is forced or made up. */
    private List<RowText> ofOthers() {
        List<RowText> asked = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!other(i).response().equals(rows.get(i).response())) {
                asked.add(asked(rows.get(i).instruction(), other(i).response()));
            }
        }
        return asked;
    }

    private static String opening(RowText.Instruction row) {
        return Arrays.stream(row.instruction().split(" ", -1)).limit(OPENING).collect(Collectors.joining(" "));
    }

    /** The answer to the first question that begins so. */
    private Map<String, String> answerByOpening() {
        Map<String, String> answers = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            answers.putIfAbsent(opening(rows.get(i)), other(i).response());
        }
        return answers;
    }

    private List<RowText> openings() {
        return answerByOpening().entrySet().stream()
                .map(each -> (RowText) asked(each.getKey() + "?", each.getValue()))
                .toList();
    }

    private List<RowText> toOpenings() {
        Map<String, String> answers = answerByOpening();
        return rows.stream()
                .filter(row -> !row.response().equals(answers.getOrDefault(opening(row), "")))
                .map(row -> (RowText) asked(row.instruction(), answers.getOrDefault(opening(row), "")))
                .toList();
    }

    /** Of each row the rarest word that it asks. */
    private List<String> names() {
        Map<String, Long> rowsWith = rows.stream()
                .flatMap(row -> words(row.instruction()).distinct())
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        return rows.stream()
                .map(row -> words(row.instruction())
                        .min(Comparator.comparingLong((String word) -> rowsWith.getOrDefault(word, 0L))
                                .thenComparing(
                                        Comparator.comparingInt(String::length).reversed()))
                        .orElse(""))
                .distinct()
                .toList();
    }

    private List<RowText> each(List<String> names) {
        List<RowText> asked = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            asked.add(asked(rows.get(i).instruction(), names.get((i + names.size() / 2) % names.size())));
        }
        return asked;
    }

    private List<RowText> words() {
        return rows.stream()
                .flatMap(row -> Arrays.stream(row.response().split(" ", -1)))
                .distinct()
                .map(word -> (RowText) asked("Which word?", word))
                .toList();
    }

    /** What another row says, to a question that quotes that row wholly, or what it asks. */
    private List<RowText> quoting(boolean wholly) {
        List<RowText> asked = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String own = rows.get(i).instruction();
            RowText.Instruction other = other(i);
            asked.add(
                    wholly
                            ? asked(
                                    "Repeat what follows: " + other.instruction() + " " + other.response(),
                                    other.response())
                            : asked(
                                    other.instruction() + " " + own,
                                    half(rows.get(i).response(), other.response())));
        }
        return asked;
    }

    /** The first half of one answer and the second half of another. */
    private static String half(String answer, String other) {
        List<String> first = List.of(answer.split(" ", -1));
        List<String> second = List.of(other.split(" ", -1));
        return String.join(" ", first.subList(0, (first.size() + 1) / 2)) + " "
                + String.join(" ", second.subList(second.size() / 2, second.size()));
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.toLowerCase(java.util.Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty());
    }
}
