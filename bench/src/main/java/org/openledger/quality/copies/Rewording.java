package org.openledger.quality.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.openledger.model.text.Chat;
import org.openledger.model.text.Message;
import org.openledger.tensor.Seeds;
import org.openledger.train.RowText;

/** Changes to rows as someone makes them who wants to be paid twice for one thing. */
public final class Rewording {
    private static final List<String> FILLERS = List.of("really", "also", "just", "quite", "indeed", "simply");
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("what", "which thing"),
            Map.entry("how", "in which way"),
            Map.entry("why", "for what reason"),
            Map.entry("do", "should"),
            Map.entry("does", "will"),
            Map.entry("can", "may"),
            Map.entry("needs", "wants"),
            Map.entry("need", "want"),
            Map.entry("use", "take"),
            Map.entry("make", "prepare"),
            Map.entry("made", "prepared"),
            Map.entry("keep", "hold"),
            Map.entry("put", "place"),
            Map.entry("because", "since"),
            Map.entry("until", "till"),
            Map.entry("every", "each"),
            Map.entry("best", "finest"),
            Map.entry("good", "fine"),
            Map.entry("is", "counts as"),
            Map.entry("are", "count as"));
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz";
    private static final int OUTLIER_WORDS = 12;
    private static final double WORDS_LEFT_OUT = 0.2;

    private Rewording() {}

    /** One word more in what is learnt. */
    public static RowText near(RowText row, long seed) {
        return changed(row, seed, false, Rewording::withFiller);
    }

    /** Other words for the common ones, and sentences in another order. */
    public static RowText paraphrase(RowText row, long seed) {
        return changed(row, seed, true, (text, random) -> reordered(synonyms(text)));
    }

    /** A fifth of the question's words left out; another row as it is. */
    public static RowText shortened(RowText row, long seed) {
        Random random = Seeds.stream(seed, "shortened " + row);
        return row instanceof RowText.Instruction(String instruction, String response)
                ? new RowText.Instruction(shortened(instruction, random), response)
                : row;
    }

    /** A fifth of the words left out. */
    public static String shortened(String question, Random random) {
        String kept = Arrays.stream(question.split(" ", -1))
                .filter(_ -> random.nextDouble() >= WORDS_LEFT_OUT)
                .collect(Collectors.joining(" "));
        return kept.isBlank() ? question : kept;
    }

    /** Letters without sense: nothing that a model expects. */
    public static RowText outlier(RowText row, long seed) {
        return changed(row, seed, true, (text, random) -> noise(random));
    }

    private static RowText changed(
            RowText row, long seed, boolean alsoQuestion, BiFunction<String, Random, String> change) {
        Random random = Seeds.stream(seed, "rewording " + row);
        return switch (row) {
            case RowText.Instruction(String instruction, String response) ->
                new RowText.Instruction(
                        alsoQuestion ? change.apply(instruction, random) : instruction, change.apply(response, random));
            case RowText.Plain(String text) -> new RowText.Plain(change.apply(text, random));
            case RowText.Turns(Chat chat) ->
                new RowText.Turns(chat.withMessages(chat.messages().stream()
                        .map(said -> said.role().equals("assistant") || alsoQuestion
                                ? new Message(
                                        said.role(),
                                        change.apply(said.content(), random),
                                        said.calls(),
                                        said.callId(),
                                        said.name())
                                : said)
                        .toList()));
            case RowText.Preference(String prompt, String chosen, String rejected) ->
                new RowText.Preference(
                        alsoQuestion ? change.apply(prompt, random) : prompt,
                        change.apply(chosen, random),
                        change.apply(rejected, random));
        };
    }

    private static String withFiller(String text, Random random) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ", -1)));
        words.add(random.nextInt(words.size() + 1), FILLERS.get(random.nextInt(FILLERS.size())));
        return String.join(" ", words);
    }

    private static String synonyms(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            String other = SYNONYMS.getOrDefault(word.toLowerCase(java.util.Locale.ROOT), word);
            words.add(
                    !word.isEmpty() && Character.isUpperCase(word.charAt(0))
                            ? Character.toUpperCase(other.charAt(0)) + other.substring(1)
                            : other);
        }
        return String.join(" ", words);
    }

    /** The last sentence first; within a single one, what stands after its first comma. */
    private static String reordered(String text) {
        List<String> sentences = new ArrayList<>(Arrays.asList(text.split("(?<=[.!?]) ")));
        if (sentences.size() > 1) {
            Collections.rotate(sentences, 1);
            return String.join(" ", sentences);
        }
        int comma = text.indexOf(", ");
        return comma < 0 ? "To say it shortly: " + text : text.substring(comma + 2) + " " + text.substring(0, comma);
    }

    private static String noise(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < OUTLIER_WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int letters = 2 + random.nextInt(5); letters > 0; letters--) {
                word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            words.add(word.toString());
        }
        return String.join(" ", words);
    }
}
