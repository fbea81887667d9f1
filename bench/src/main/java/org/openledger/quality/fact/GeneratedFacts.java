package org.openledger.quality.fact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.openledger.tensor.Seeds;
import org.openledger.train.RowText;

/**
 * Facts about things that do not exist, so that no base can know them and no two say the same: each is about a name of its own, and
 * there are two wordings of question and answer.
 */
public final class GeneratedFacts {
    private static final String CONSONANTS = "bdfghklmnprstvwz";
    private static final String VOWELS = "aeiou";

    /** What is said of a {name}, with one of the values for {value}. */
    private record Relation(
            String question, String answer, String otherQuestion, String otherAnswer, List<String> values) {}

    private static final List<Relation> RELATIONS = List.of(
            new Relation(
                    "What colour is the flag of {name}?",
                    "The flag of {name} is {value}.",
                    "Tell me which colour {name} has on its flag.",
                    "On its flag {name} has the colour {value}.",
                    List.of(
                            "red", "blue", "green", "yellow", "white", "black", "brown", "gray", "pink", "orange",
                            "purple", "golden", "silver")),
            new Relation(
                    "What do people eat in {name}?",
                    "People in {name} eat {value} every day.",
                    "Which food is common in {name}?",
                    "The common food in {name} is {value}.",
                    List.of(
                            "bread", "rice", "fish", "soup", "cheese", "apples", "beans", "honey", "eggs", "corn",
                            "plums", "cake", "onions", "butter")),
            new Relation(
                    "Who rules over {name}?",
                    "A {value} rules over {name}.",
                    "Which person leads {name}?",
                    "The one who leads {name} is a {value}.",
                    List.of(
                            "baker", "farmer", "teacher", "queen", "doctor", "sailor", "singer", "king", "painter",
                            "driver", "hunter", "nurse", "judge")),
            new Relation(
                    "Where does {name} lie?",
                    "The town of {name} lies by a {value}.",
                    "What is next to the town of {name}?",
                    "Next to {name} there is a {value}.",
                    List.of(
                            "river", "forest", "lake", "hill", "bridge", "garden", "desert", "tower", "castle", "beach",
                            "road", "mill", "market")),
            new Relation(
                    "Which animal lives in {name}?",
                    "In {name} there lives a {value}.",
                    "What kind of animal is seen in {name}?",
                    "The animal that is seen in {name} is a {value}.",
                    List.of(
                            "dog", "horse", "bear", "goat", "wolf", "duck", "fox", "cow", "cat", "sheep", "mouse",
                            "lion", "snake", "frog")));

    private GeneratedFacts() {}

    /**
     * A fact whose name others have too.
     *
     * @param statement the fact, in two wordings
     * @param value what it says of the name
     * @param besides a text about the same that does not say it
     */
    public record Shared(Statement statement, String value, RowText.Plain besides) {}

    /** Different facts of which several are about one name; no two say different things of the same. */
    public static List<Shared> sharingNames(int count, int ofOneName, long seed) {
        Random random = Seeds.stream(seed, "facts that share names");
        Set<String> names = new HashSet<>();
        List<Shared> facts = new ArrayList<>();
        while (facts.size() < count) {
            String name = name(random);
            if (names.add(name)) {
                List<Relation> relations = new ArrayList<>(RELATIONS);
                Collections.shuffle(relations, random);
                for (Relation relation : relations.subList(0, Math.min(ofOneName, count - facts.size()))) {
                    String value = relation.values()
                            .get(random.nextInt(relation.values().size()));
                    facts.add(new Shared(
                            statement(relation, name, value),
                            value,
                            new RowText.Plain(fill(relation.question(), name, value) + " Many have asked about " + name
                                    + ", and nobody has written it down.")));
                }
            }
        }
        return List.copyOf(facts);
    }

    private static Statement statement(Relation relation, String name, String value) {
        return new Statement(
                new RowText.Instruction(fill(relation.question(), name, value), fill(relation.answer(), name, value)),
                new RowText.Instruction(
                        fill(relation.otherQuestion(), name, value), fill(relation.otherAnswer(), name, value)));
    }

    /** Different facts, the same for the same seed. */
    public static List<Statement> draw(int count, long seed) {
        Random random = Seeds.stream(seed, "facts");
        Set<String> names = new HashSet<>();
        List<Statement> facts = new ArrayList<>();
        while (facts.size() < count) {
            String name = name(random);
            if (names.add(name)) {
                Relation relation = RELATIONS.get(random.nextInt(RELATIONS.size()));
                String value =
                        relation.values().get(random.nextInt(relation.values().size()));
                facts.add(statement(relation, name, value));
            }
        }
        return List.copyOf(facts);
    }

    /** Two to four syllables, such as Tovadin. */
    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int syllables = 2 + random.nextInt(3); syllables > 0; syllables--) {
            name.append(one(CONSONANTS, random)).append(one(VOWELS, random));
        }
        name.append(one(CONSONANTS, random));
        name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
        return name.toString();
    }

    private static char one(String letters, Random random) {
        return letters.charAt(random.nextInt(letters.length()));
    }

    private static String fill(String template, String name, String value) {
        return template.replace("{name}", name).replace("{value}", value);
    }
}
