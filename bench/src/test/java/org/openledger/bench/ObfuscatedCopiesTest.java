package org.openledger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.TextUploads;
import org.openledger.store.Database;

/** Copies of signed rows that are changed so that a reader takes them for the same: screening takes them for the same too. */
@Tag("unit")
final class ObfuscatedCopiesTest {
    @TempDir
    Path folder;

    /** In a short row a third is one word or two, and such a row may be another: Iran is not Iraq. */
    private static final String FEW_RESPELT = "letters swapped in a third";

    private static final String LATIN = "aeocpxyi";
    private static final String CYRILLIC = "аеосрхуі";

    /** Each way by its name. */
    private static Map<String, UnaryOperator<String>> ways() {
        Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
        ways.put("upper case", String::toUpperCase);
        ways.put("double spaces", row -> row.replace(" ", "  "));
        ways.put("no-break spaces", row -> row.replace(' ', '\u00a0'));
        ways.put("without punctuation", row -> row.replaceAll("[^\\w\\s]", ""));
        ways.put("bold words", row -> eachWord(row, word -> "**" + word + "**"));
        ways.put("bullets", row -> "- " + row.replace(". ", ".\n- "));
        ways.put("tags", row -> "<p>" + row.replace(" ", "</b> <b class=x>") + "</p>");
        ways.put("tags inside words", row -> third(row, word -> middle(word, "<i></i>")));
        ways.put("full width", row -> mapped(row, c -> c > ' ' && c < 127 ? c + 0xFEE0 : c));
        ways.put("mathematical letters", row -> mapped(row, c -> c >= 'a' && c <= 'z' ? 0x1D41A + c - 'a' : c));
        ways.put("circled letters", row -> mapped(row, c -> c >= 'a' && c <= 'z' ? 0x24D0 + c - 'a' : c));
        ways.put("look-alikes", ObfuscatedCopiesTest::lookAlike);
        ways.put("look-alikes in a third", row -> third(row, ObfuscatedCopiesTest::lookAlike));
        for (Map.Entry<String, String> unseen : Map.of(
                        "zero-width space", "\u200b",
                        "zero-width joiner", "\u200d",
                        "soft hyphen", "\u00ad",
                        "grapheme joiner", "\u034f",
                        "variation selector", "\ufe0f",
                        "hyphen", "-",
                        "apostrophe", "'",
                        "middle dot", "·",
                        "accent", "\u0301",
                        "space", " ")
                .entrySet()) {
            ways.put(unseen.getKey() + " in a third", row -> third(row, word -> middle(word, unseen.getValue())));
            ways.put(unseen.getKey() + " in every word", row -> eachWord(row, word -> middle(word, unseen.getValue())));
        }
        ways.put("an accent on every letter", row -> row.replaceAll("(\\p{L})", "$1\u0301"));
        ways.put("underscores for spaces", row -> row.replace(' ', '_'));
        ways.put("hyphens for spaces", row -> row.replace(' ', '-'));
        ways.put("pairs of words joined", row -> row.replaceAll("(\\w+) (\\w+)", "$1$2"));
        ways.put("all words joined", row -> row.replace(" ", ""));
        ways.put("letters spaced", row -> row.replaceAll("(.)", "$1 "));
        ways.put(
                "a letter doubled in a third",
                row -> third(row, word -> word.length() > 2 ? word.substring(0, 2) + word.substring(1) : word));
        ways.put(FEW_RESPELT, row -> third(row, ObfuscatedCopiesTest::swapped));
        ways.put("a filler after every second word", ObfuscatedCopiesTest::filled);
        ways.put("sentences reversed", ObfuscatedCopiesTest::reversed);
        return ways;
    }

    @Test
    void noneEscapes() throws IOException {
        List<String> rows = BenchTexts.demo();
        Path signed = Files.createDirectories(folder.resolve("signed"));
        try (Database database = Database.open(signed)) {
            TextUploads uploads = new TextUploads(database, signed);
            uploads.signed(uploads.ana, rows);
        }
        Map<String, Double> escaped = new LinkedHashMap<>();
        for (Map.Entry<String, UnaryOperator<String>> way : ways().entrySet()) {
            try (Database database = Database.open(signed)) {
                TextUploads uploads = new TextUploads(database, signed);
                int refused = uploads.submit(
                                uploads.ben, rows.stream().map(way.getValue()).toList())
                        .rejected()
                        .size();
                escaped.put(way.getKey(), 1 - refused / (double) rows.size());
            }
        }
        escaped.forEach((way, part) -> System.out.printf("%6.1f %%  %s%n", 100 * part, way));
        double all = escaped.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        System.out.printf("%.2f %% of all escapes%n", 100 * all);
        assertThat(all).isLessThan(0.01);
        assertThat(escaped)
                .allSatisfy((way, part) -> assertThat(part).as(way).isLessThan(way.equals(FEW_RESPELT) ? 0.25 : 0.03));
    }

    private static String eachWord(String row, UnaryOperator<String> change) {
        return Stream.of(row.split(" ", -1)).map(change).collect(Collectors.joining(" "));
    }

    private static String third(String row, UnaryOperator<String> change) {
        String[] words = row.split(" ", -1);
        return IntStream.range(0, words.length)
                .mapToObj(i -> i % 3 == 2 ? change.apply(words[i]) : words[i])
                .collect(Collectors.joining(" "));
    }

    private static String middle(String word, String put) {
        int half = word.length() / 2;
        return word.length() > 2 ? word.substring(0, half) + put + word.substring(half) : word;
    }

    private static String mapped(String row, java.util.function.IntUnaryOperator map) {
        return row.codePoints().map(map).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String lookAlike(String row) {
        return mapped(row, c -> LATIN.indexOf(c) < 0 ? c : CYRILLIC.charAt(LATIN.indexOf(c)));
    }

    private static String swapped(String word) {
        return word.length() > 3 ? "" + word.charAt(0) + word.charAt(2) + word.charAt(1) + word.substring(3) : word;
    }

    private static String filled(String row) {
        Random random = new Random(row.hashCode());
        List<String> fillers = List.of("truly", "simply", "indeed", "really", "surely", "just");
        String[] words = row.split(" ", -1);
        return IntStream.range(0, words.length)
                .mapToObj(i -> words[i] + (i % 2 == 1 ? " " + fillers.get(random.nextInt(fillers.size())) : ""))
                .collect(Collectors.joining(" "));
    }

    private static String reversed(String row) {
        List<String> sentences = new ArrayList<>(List.of(row.split("(?<=[.;!?]) ")));
        return String.join(" ", sentences.reversed());
    }
}
