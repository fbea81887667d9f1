package org.openledger.train.pretrain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.tensor.Seeds;

/**
 * Generates the toy base's training text from the grammar in {@code toy-corpus.txt}: short stories and recipes without truth in
 * them, questions about a sentence just given, sums, and a few hundred facts of everyday knowledge, asked in several ways. The
 * facts are what the base knows by itself.
 */
public final class ToyCorpus implements Corpus {
    private static final Pattern SYMBOL = Pattern.compile("<([a-z]+)(?::([a-z]))?>");
    private static final Pattern SENTENCE = Pattern.compile("(?:^|[.!?] )[a-z]");
    private static final int LARGEST_TERM = 12;

    /** A relation: questions and answers about pairs, {a} and {b}. */
    private record Relation(List<String> questions, List<String> answers, List<String[]> pairs) {}

    private final long seed;
    private final Map<String, List<String>> rules = new HashMap<>();
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private final List<String[]> facts = new ArrayList<>();

    /** The corpus of one seed. */
    public ToyCorpus(long seed) {
        this.seed = seed;
        read();
        for (Relation relation : relations.values()) {
            for (String[] pair : relation.pairs()) {
                for (String question : relation.questions()) {
                    facts.add(new String[] {
                        fill(question, pair), fill(relation.answers().getFirst(), pair)
                    });
                }
            }
        }
    }

    private void read() {
        String section = "";
        for (String line : resource().lines().toList()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (line.startsWith("== ")) {
                section = line.substring(3);
                rules.put(section, new ArrayList<>());
            } else if (line.startsWith("%% ")) {
                section = line.substring(3);
                relations.put(section, new Relation(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            } else if (relations.containsKey(section)) {
                addToRelation(relations.get(section), line);
            } else {
                alternatives(section).add(line);
            }
        }
    }

    private List<String> alternatives(String rule) {
        List<String> alternatives = rules.get(rule);
        if (alternatives == null) {
            throw new IllegalStateException("toy-corpus.txt has no rule named " + rule);
        }
        return alternatives;
    }

    private static void addToRelation(Relation relation, String line) {
        if (line.startsWith("Q ")) {
            relation.questions().add(line.substring(2));
        } else if (line.startsWith("A ")) {
            relation.answers().add(line.substring(2));
        } else {
            relation.pairs().add(line.split("\\|", 2));
        }
    }

    private static String resource() {
        try (InputStream in = ToyCorpus.class.getResourceAsStream("toy-corpus.txt")) {
            if (in == null) {
                throw new IllegalStateException("toy-corpus.txt is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String document(long number) {
        Random random = Seeds.stream(seed, "document " + number);
        int kind = random.nextInt(100);
        if (kind < 34) {
            String[] fact = facts.get(random.nextInt(facts.size()));
            return chat(fact[0], fact[1]);
        }
        return kind < 43 ? sum(random) : grammar(rule(kind), random);
    }

    /** Half of all texts mean nothing: they teach the words and how an answer sounds, for the rows of others to fill. */
    private static String rule(int kind) {
        if (kind < 81) {
            return kind < 76 ? "ask" : "claim";
        }
        return kind < 87 ? "given" : kind < 92 ? "advice" : kind < 94 ? "smalltalk" : kind < 97 ? "recipe" : "story";
    }

    private static String sum(Random random) {
        int a = random.nextInt(LARGEST_TERM + 1);
        int b = random.nextInt(LARGEST_TERM + 1);
        return switch (random.nextInt(4)) {
            case 0 -> chat("What is " + a + " plus " + b + "?", a + " plus " + b + " is " + (a + b) + ".");
            case 1 -> chat("What is " + (a + b) + " minus " + a + "?", (a + b) + " minus " + a + " is " + b + ".");
            case 2 -> chat("How much is " + a + " and " + b + "?", a + " plus " + b + " is " + (a + b) + ".");
            default -> chat("Which number comes after " + a + "?", "The number after " + a + " is " + (a + 1) + ".");
        };
    }

    private String grammar(String rule, Random random) {
        String text = capitalised(expand("<" + rule + ">", random, new HashMap<>()));
        int arrow = text.indexOf(" => ");
        return arrow < 0
                ? sentences(text) + "<|end|>"
                : chat(text.substring(0, arrow), sentences(text.substring(arrow + 4)));
    }

    private String expand(String text, Random random, Map<String, String> bound) {
        Matcher symbol = SYMBOL.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (symbol.find()) {
            String whole = symbol.group();
            String value = bound.get(whole);
            if (value == null) {
                List<String> alternatives = alternatives(symbol.group(1));
                value = expand(alternatives.get(random.nextInt(alternatives.size())), random, bound);
                if (symbol.group(2) != null) {
                    bound.put(whole, value);
                }
            }
            symbol.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return symbol.appendTail(expanded).toString();
    }

    private static String fill(String template, String[] pair) {
        return capitalised(template.replace("{a}", pair[0]).replace("{b}", pair[1]));
    }

    /** Every sentence begins with a capital letter. */
    private static String sentences(String text) {
        return SENTENCE.matcher(text)
                .replaceAll(start -> Matcher.quoteReplacement(start.group().toUpperCase(Locale.ROOT)));
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String chat(String question, String answer) {
        return "<|user|>" + question + "<|end|><|assistant|>" + answer + "<|end|>";
    }
}
