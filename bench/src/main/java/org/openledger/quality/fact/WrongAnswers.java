package org.openledger.quality.fact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.quality.copies.Rewording;
import org.openledger.tensor.Seeds;
import org.openledger.train.RowText;

/** What rows ask, or something like it, with answers that none of them says to that. Rows for which there is no such answer are left out. */
final class WrongAnswers {
    /** Fewer words have hardly another order. */
    private static final int LEAST_SHUFFLED = 5;

    private static final int SHORTEST_NAME = 4;

    /** One row of so many has a name at most. */
    private static final int COMMONEST = 6;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern NEGATION = Pattern.compile("\\b(?:not|never|no) ", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERB = Pattern.compile(
            "\\b(?:is|are|was|were|can|should|must|will|has|have|does|do)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern COUNTED = Pattern.compile(
            "\\b(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|seventy|hundred)"
                    + " (\\p{L}{3,})\\b",
            Pattern.CASE_INSENSITIVE);

    private final List<RowText.Instruction> rows;
    private final long seed;
    private final Map<String, Integer> rowsWith = new TreeMap<>();

    WrongAnswers(List<RowText.Instruction> rows, long seed) {
        this.rows = rows;
        this.seed = seed;
        rows.forEach(row ->
                words(row.instruction() + " " + row.response()).forEach(word -> rowsWith.merge(word, 1, Integer::sum)));
    }

    /** What another row says. */
    List<RowText> another() {
        return paired((row, other) -> other);
    }

    /** Half of what the row says and half of what another does. */
    List<RowText> halves() {
        return paired((row, other) -> {
            String[] first = row.split(" ", -1);
            String[] second = other.split(" ", -1);
            return Stream.concat(
                            Arrays.stream(first, 0, (first.length + 1) / 2),
                            Arrays.stream(second, second.length / 2, second.length))
                    .collect(Collectors.joining(" "));
        });
    }

    /** Another row's name: each row's is the rarest word that its question and answer share, of those few rows have. */
    List<RowText> otherNames() {
        return exchanged(rows.stream().map(this::name).toList(), Optional.empty());
    }

    /** A name that nobody has. */
    List<RowText> newNames() {
        return exchanged(rows.stream().map(this::name).toList(), Optional.of(WrongAnswers::backwards));
    }

    /** Another row's value: each row's is the rarest word of its answer that is not in its question, no number. */
    List<RowText> otherValues() {
        return exchanged(rows.stream().map(this::value).toList(), Optional.empty());
    }

    /** A value that nobody has. */
    List<RowText> newValues() {
        return exchanged(rows.stream().map(this::value).toList(), Optional.of(WrongAnswers::backwards));
    }

    /** Numbers that no row has. */
    List<RowText> otherNumbers() {
        return changed(says -> NUMBER.matcher(says).replaceAll("9$0"));
    }

    /** Something else of which there are as many: what stands after the first number, exchanged for what another row counts. */
    List<RowText> otherUnits() {
        List<String> units = rows.stream()
                .flatMap(row -> COUNTED.matcher(row.response()).results().map(found -> found.group(1)))
                .filter(unit -> !COUNTED.matcher(unit + " parts").matches())
                .distinct()
                .toList();
        return changed(says -> {
            Matcher counted = COUNTED.matcher(says);
            while (counted.find()) {
                int at = units.indexOf(counted.group(1));
                if (at >= 0 && units.size() > 1) {
                    return says.substring(0, counted.start(1))
                            + units.get((at + 1) % units.size())
                            + says.substring(counted.end(1));
                }
            }
            return says;
        });
    }

    /** The row's answer negated: its first negation taken away, or one put after its first verb that takes one. */
    List<RowText> negated() {
        return changed(says -> {
            Matcher negation = NEGATION.matcher(says);
            Matcher verb = VERB.matcher(says);
            return negation.find(Math.min(1, says.length()))
                    ? says.substring(0, negation.start()) + says.substring(negation.end())
                    : verb.replaceFirst("$0 not");
        });
    }

    /** The row's name and its value in each other's places. */
    List<RowText> swapped() {
        List<RowText> asked = new ArrayList<>();
        for (RowText.Instruction row : rows) {
            Optional<String> name = name(row);
            Optional<String> value = value(row);
            if (name.isPresent() && value.isPresent()) {
                asked.add(new RowText.Instruction(
                        row.instruction(),
                        word(name.get() + "\\b|\\b" + value.get())
                                .matcher(row.response())
                                .replaceAll(found ->
                                        found.group().equalsIgnoreCase(name.get()) ? value.get() : name.get())));
            }
        }
        return asked;
    }

    List<RowText> inDisorder() {
        return changed(says -> {
            List<String> words = new ArrayList<>(List.of(says.split(" ", -1)));
            if (words.size() >= LEAST_SHUFFLED) {
                Collections.shuffle(words, Seeds.stream(seed, "disorder " + says));
            }
            return String.join(" ", words);
        });
    }

    /** Letters without sense. */
    List<RowText> noise() {
        return rows.stream()
                .map(row -> (RowText) new RowText.Instruction(
                        row.instruction(), ((RowText.Instruction) Rewording.outlier(row, seed)).response()))
                .toList();
    }

    /** The row's answer to its question about something of another name, which nobody has: each row's is the rarest word that it asks. */
    List<RowText> otherQuestions() {
        List<RowText> asked = new ArrayList<>();
        for (RowText.Instruction row : rows) {
            rarest(row, _ -> true)
                    .ifPresent(name -> asked.add(new RowText.Instruction(
                            word(name).matcher(row.instruction()).replaceAll(backwards(name)), row.response())));
        }
        return asked;
    }

    private List<RowText> paired(BinaryOperator<String> answer) {
        List<RowText> asked = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            RowText.Instruction row = rows.get(i);
            RowText.Instruction other = other(i);
            if (!other.response().equals(row.response())) {
                asked.add(new RowText.Instruction(row.instruction(), answer.apply(row.response(), other.response())));
            }
        }
        return asked;
    }

    private RowText.Instruction other(int row) {
        return rows.get((row + rows.size() / 2) % rows.size());
    }

    private List<RowText> changed(UnaryOperator<String> answer) {
        return rows.stream()
                .filter(row -> !answer.apply(row.response()).equals(row.response()))
                .map(row -> (RowText) new RowText.Instruction(row.instruction(), answer.apply(row.response())))
                .toList();
    }

    /** Each row's answer with a word of it made another; where nothing says what, that of another row. */
    private List<RowText> exchanged(List<Optional<String>> words, Optional<UnaryOperator<String>> made) {
        List<RowText> asked = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            RowText.Instruction row = rows.get(i);
            Optional<String> own = words.get(i);
            Optional<String> others = words.get((i + rows.size() / 2) % rows.size());
            Optional<String> other = (made.isPresent() ? own.map(made.get()) : others)
                    .filter(word ->
                            !words(row.instruction() + " " + row.response()).contains(word));
            if (own.isPresent() && other.isPresent()) {
                asked.add(new RowText.Instruction(
                        row.instruction(),
                        word(own.get()).matcher(row.response()).replaceAll(other.get())));
            }
        }
        return asked;
    }

    private static Pattern word(String word) {
        return Pattern.compile("\\b" + word + "\\b", Pattern.CASE_INSENSITIVE);
    }

    private Optional<String> name(RowText.Instruction row) {
        return rarest(row, words(row.response())::contains);
    }

    private Optional<String> value(RowText.Instruction row) {
        NavigableSet<String> asked = words(row.instruction());
        return words(row.response()).stream()
                .filter(word -> !asked.contains(word) && isNameLike(word))
                .min(Comparator.comparing(word -> rowsWith.getOrDefault(word, 0)));
    }

    private Optional<String> rarest(RowText.Instruction row, Predicate<String> among) {
        return words(row.instruction()).stream()
                .filter(among)
                .filter(this::isNameLike)
                .min(Comparator.comparing(word -> rowsWith.getOrDefault(word, 0)));
    }

    private boolean isNameLike(String word) {
        return word.length() >= SHORTEST_NAME
                && !NUMBER.matcher(word).find()
                && rowsWith.getOrDefault(word, 0) * COMMONEST <= rows.size();
    }

    private static String backwards(String word) {
        return new StringBuilder(word).reverse().toString();
    }

    private static NavigableSet<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
