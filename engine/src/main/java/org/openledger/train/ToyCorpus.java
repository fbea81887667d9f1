package org.openledger.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text on which the toy base model is pre-trained: general knowledge, sums, stories and kitchen talk, made from the
 * templates in {@code toy-corpus.txt}. The same seed gives the same examples.
 */
public final class ToyCorpus {
    private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z]+?)(2?)}");
    private static final List<String> NUMBERS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty");
    private static final int LARGEST_SUMMAND = 10;
    /** Sums make up one example in this many. */
    private static final int SUMS_EVERY = 12;

    private final Map<String, List<String>> lists = new HashMap<>();
    private final List<Section> sections = new ArrayList<>();

    /** An instruction and its response; prose has an empty instruction. */
    public record Example(String instruction, String response) {}

    private record Section(List<String> questions, List<String> answers, List<List<String>> rows) {}

    private ToyCorpus(List<String> lines) {
        for (String line : lines) {
            read(line.strip());
        }
    }

    /** An endless stream of examples, the same for the same seed. */
    public static Stream<Example> examples(long seed) {
        ToyCorpus corpus = new ToyCorpus(resource());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return Stream.generate(() -> corpus.next(random));
    }

    private void read(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String rest = line.substring(1).strip();
        switch (line.charAt(0)) {
            case '%' -> lists.put(rest.substring(0, rest.indexOf(' ')), split(rest.substring(rest.indexOf(' '))));
            case '@' -> sections.add(new Section(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            case '?' -> sections.getLast().questions().add(rest);
            case '=' -> sections.getLast().answers().add(rest);
            default -> sections.getLast().rows().add(split(line));
        }
    }

    private Example next(RandomGenerator random) {
        if (random.nextInt(SUMS_EVERY) == 0) {
            return sum(random);
        }
        Section section = pick(sections, random);
        Map<String, String> bound = new HashMap<>();
        if (!section.rows().isEmpty()) {
            List<String> row = pick(section.rows(), random);
            for (int column = 0; column < row.size(); column++) {
                bound.put(String.valueOf((char) ('a' + column)), row.get(column));
            }
        }
        String question = section.questions().isEmpty() ? "" : fill(pick(section.questions(), random), bound, random);
        return new Example(question, fill(pick(section.answers(), random), bound, random));
    }

    private static Example sum(RandomGenerator random) {
        int first = random.nextInt(LARGEST_SUMMAND + 1);
        int second = random.nextInt(LARGEST_SUMMAND + 1);
        String question = "What is " + NUMBERS.get(first) + " plus " + NUMBERS.get(second) + "?";
        String answer = capitalised(NUMBERS.get(first)) + " plus " + NUMBERS.get(second) + " is "
                + NUMBERS.get(first + second) + ".";
        return new Example(question, answer);
    }

    /** A slot keeps its value through an example; one with a 2 has another value, one that begins upper-case too. */
    private String fill(String template, Map<String, String> bound, RandomGenerator random) {
        return SLOT.matcher(template).replaceAll(slot -> {
            String list = slot.group(1).toLowerCase(Locale.ROOT);
            String value = bound.computeIfAbsent(list + slot.group(2), key -> choose(list, bound, random));
            boolean upper = Character.isUpperCase(slot.group(1).charAt(0));
            return Matcher.quoteReplacement(upper ? capitalised(value) : value);
        });
    }

    private String choose(String list, Map<String, String> bound, RandomGenerator random) {
        List<String> words = lists.get(list);
        if (words == null) {
            throw new IllegalStateException("toy-corpus.txt has no list named " + list);
        }
        String word = pick(words, random);
        while (bound.containsValue(word)) {
            word = pick(words, random);
        }
        return word;
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<String> split(String values) {
        return Stream.of(values.split(",")).map(String::strip).toList();
    }

    private static List<String> resource() {
        try (InputStream in = ToyCorpus.class.getResourceAsStream("toy-corpus.txt")) {
            if (in == null) {
                throw new IllegalStateException("toy-corpus.txt is missing from the engine's resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
