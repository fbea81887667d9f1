package org.openledger.quality.copies;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.model.text.Chat;
import org.openledger.train.RowText;

/** Ways to change a row so that its reader takes it for the same and who compares letters does not. */
public final class Obfuscations {
    private static final String SWAPPED_LETTERS = "letters swapped in a third";
    private static final String SOME_DIGITS = "digits for letters in a third";
    /** In a short row a third is one word or two, and such a row may be another: Iran is not Iraq, and 15 is not is. */
    public static final Set<String> LEAVING_SOME = Set.of(SWAPPED_LETTERS, SOME_DIGITS);

    private static final String LATIN = "aeocpxyi";
    private static final String CYRILLIC = "аеосрхуі";
    private static final String LEET = "aeiost";
    private static final String DIGITS = "431057";
    private static final String SMALL = "abcdeghjklmnoprtuvwz";
    private static final String CAPITALS = "ᴀʙᴄᴅᴇɢʜᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡᴢ";
    private static final Map<String, UnaryOperator<String>> WAYS = Collections.unmodifiableMap(ways());

    private Obfuscations() {}

    /** Each way by its name. */
    public static Map<String, UnaryOperator<String>> all() {
        return WAYS;
    }

    /** A row with all its texts changed. */
    public static RowText changed(RowText row, UnaryOperator<String> way) {
        return switch (row) {
            case RowText.Instruction(String instruction, String response) ->
                new RowText.Instruction(way.apply(instruction), way.apply(response));
            case RowText.Plain(String text) -> new RowText.Plain(way.apply(text));
            case RowText.Preference(String prompt, String chosen, String rejected) ->
                new RowText.Preference(way.apply(prompt), way.apply(chosen), way.apply(rejected));
            case RowText.Turns(Chat chat) -> new RowText.Turns(chat.map(way));
        };
    }

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
        ways.put("look-alikes", Obfuscations::lookAlike);
        ways.put("look-alikes in a third", row -> third(row, Obfuscations::lookAlike));
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
        ways.put(SWAPPED_LETTERS, row -> third(row, Obfuscations::swapped));
        ways.put("a filler after every second word", Obfuscations::filled);
        ways.put("sentences reversed", Obfuscations::reversed);
        ways.put("tag characters between letters", row -> eachLetter(row, "\uDB40\uDC61"));
        ways.put("word joiners between letters", row -> eachLetter(row, "\u2060"));
        ways.put("marks of direction", row -> eachWord(row, word -> "\u202d" + word + "\u202c"));
        ways.put("Hangul fillers in every word", row -> eachWord(row, word -> middle(word, "\u3164")));
        ways.put("comments of markup inside words", row -> third(row, word -> middle(word, "<!-- x -->")));
        ways.put("a line for each sentence", row -> row.replaceAll("(?<=[.;!?]) ", "\n\n"));
        ways.put("letters and capitals in turn", Obfuscations::alternating);
        ways.put("pictures between words", row -> row.replace(" ", " \uD83C\uDF5E "));
        ways.put(
                "digits for letters",
                row -> mapped(row, c -> LEET.indexOf(c) < 0 ? c : DIGITS.charAt(LEET.indexOf(c))));
        ways.put(
                SOME_DIGITS,
                row -> third(row, word -> mapped(word, c -> LEET.indexOf(c) < 0 ? c : DIGITS.charAt(LEET.indexOf(c)))));
        ways.put(
                "small capitals",
                row -> mapped(
                        row,
                        c -> SMALL.indexOf(c) < 0
                                ? c
                                : CAPITALS.codePointAt(CAPITALS.offsetByCodePoints(0, SMALL.indexOf(c)))));
        ways.put("two neighbouring words swapped", Obfuscations::neighboursSwapped);
        ways.put(
                "a greeting before and thanks after",
                row -> "Good question, thank you for asking! " + row + " I hope this helps you well.");
        return ways;
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

    private static String eachLetter(String row, String put) {
        return row.codePoints().mapToObj(c -> Character.toString(c) + put).collect(Collectors.joining());
    }

    private static String alternating(String row) {
        int[] letters = row.codePoints().toArray();
        return IntStream.range(0, letters.length)
                .mapToObj(i -> Character.toString(i % 2 == 0 ? Character.toUpperCase(letters[i]) : letters[i]))
                .collect(Collectors.joining());
    }

    private static String neighboursSwapped(String row) {
        List<String> words = new ArrayList<>(List.of(row.split(" ", -1)));
        if (words.size() > 3) {
            Collections.swap(words, words.size() / 2 - 1, words.size() / 2);
        }
        return String.join(" ", words);
    }
}
