package org.openledger.datanet.mapping;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openledger.datanet.file.JsonText;
import org.openledger.datanet.file.RecordReader;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.row.NoRowException;
import org.openledger.datanet.row.Reason;

/**
 * Answers to one question that somebody judged, made a pair: the better one is chosen, the worse one rejected. Two answers stand in columns
 * that end in {@code _a} and {@code _b}, in {@code 0} and {@code 1}, or in {@code 1} and {@code 2}, and a column says which is better; or each
 * has a score. Several stand in a list with a score or a rank each, of which the best and the worst are taken. Known so are SHP, Chatbot
 * Arena, WebGPT's comparisons, PKU-SafeRLHF, HelpSteer, AlpacaFarm, summaries from feedback, UltraFeedback and Nectar.
 */
final class JudgedAnswers extends Regrouped.OneByOne {
    /** Its label is what its first answer scored in a match of two. */
    private static final String SHP = "humanref";

    private static final List<List<String>> ENDS = List.of(List.of("a", "b"), List.of("0", "1"), List.of("1", "2"));
    private static final List<String> ANSWERS =
            List.of(SHP, "response", "answer", "output", "completion", "conversation", "summary", "reply");
    private static final List<String> LISTS =
            List.of("completions", "answers", "responses", "summaries", "outputs", "generations", "candidates");
    private static final List<String> SAID =
            List.of("response", "answer", "text", "completion", "output", "content", "summary");
    private static final List<String> SCORES = List.of("score", "rating", "reward", "overallscore");
    /** Below zero for the first answer, above for the second. */
    private static final List<String> SIGNED = List.of("overallpreference", "preferencestrength");

    private static final List<String> BETTER = List.of(
            "winner",
            "betterresponseid",
            "better",
            "preference",
            "preferred",
            "choice",
            "chosen",
            "label",
            "labels",
            "bestanswer");
    private static final Set<String> TIES = Set.of("tie", "both", "neither", "equal", "same", "bothbad", "none");
    private static final List<String> ASKED =
            List.of("prompt", "instruction", "question", "history", "context", "query", "input", "post", "info");

    private static final String CHOSEN = "chosen";
    private static final String REJECTED = "rejected";
    private static final String PROMPT = "prompt";
    private static final String HUMAN = "Human:";
    private static final String ASSISTANT = "Assistant:";

    /** A record whose columns are found by their names in small letters, as those of known shapes are. */
    private record Named(Value.Members record, Map<String, String> names) {
        static Named of(Value.Members record) {
            Map<String, String> names = new HashMap<>();
            record.members().keySet().forEach(name -> names.putIfAbsent(KnownShapes.plain(name), name));
            return new Named(record, names);
        }

        /** The column of the first of these names that the record has. */
        Optional<String> column(List<String> among) {
            return among.stream().filter(names::containsKey).findFirst().map(names::get);
        }

        Optional<Value> value(List<String> among) {
            return column(among).map(record::get);
        }

        Optional<Value> value(String name) {
            return value(List.of(name));
        }

        Optional<BigDecimal> number(List<String> among) {
            return value(among).flatMap(JudgedAnswers::number);
        }
    }

    private JudgedAnswers(RecordReader records) {
        super(records);
    }

    /** The pair of each record of a reader. */
    static RecordReader pairs(RecordReader records) {
        return new JudgedAnswers(records);
    }

    /** Whether the first records of a file have answers that were judged, and no pair yet. */
    static boolean are(List<Value.Members> sample) {
        return !sample.isEmpty()
                && sample.stream()
                        .allMatch(record -> !record.members().containsKey(CHOSEN)
                                || !record.members().containsKey(REJECTED))
                && sample.stream().allMatch(record -> judged(Named.of(record)).isPresent());
    }

    @Override
    Value.Members remade(Value.Members values) {
        Named record = Named.of(values);
        Pair pair = judged(record)
                .orElseThrow(() -> new NoRowException(
                        Reason.WRONG_SCHEMA,
                        "it has no two answers of which one was judged better, as others of this file have: drop it"));
        int better = pair.better()
                .orElseThrow(() -> new NoRowException(
                        Reason.WRONG_SCHEMA,
                        "neither of its answers was judged better, and a pair needs one that was: drop it"));
        return row(record, pair, better);
    }

    /**
     * Two answers.
     *
     * @param better empty where neither is
     * @param from the columns that they stand in
     */
    private record Pair(Value first, Value second, Optional<Integer> better, Set<String> from) {}

    private static Value.Members row(Named record, Pair pair, int better) {
        Map<String, Value> row = new LinkedHashMap<>();
        Optional<String> asked = record.column(ASKED);
        Set<String> used = new HashSet<>(pair.from());
        if (asked.isPresent()) {
            Value value = record.record().get(asked.get());
            Value question = question(value);
            Optional<String> about = record.column(List.of("input"))
                    .filter(_ -> KnownShapes.plain(asked.get()).equals("instruction"));
            row.put(
                    PROMPT,
                    about.map(input -> with(record.record().get(input), question))
                            .orElse(question));
            used.add(asked.get());
            about.ifPresent(used::add);
            if (value instanceof Value.Members parts) {
                parts.members().forEach((name, part) -> {
                    if (!part.equals(question)) {
                        row.put(asked.get() + "." + name, part);
                    }
                });
            }
        }
        row.put(CHOSEN, better == 0 ? pair.first() : pair.second());
        row.put(REJECTED, better == 0 ? pair.second() : pair.first());
        record.record().members().forEach((name, value) -> {
            if (!used.contains(name)) {
                row.putIfAbsent(name, value);
            }
        });
        return new Value.Members(row);
    }

    /** Alpaca's instruction, with what it is about. */
    private static Value with(Value input, Value question) {
        return input instanceof Value.Text(String about)
                        && !about.isBlank()
                        && question instanceof Value.Text(String asked)
                ? new Value.Text(asked + "\n\n" + about)
                : question;
    }

    /** What is asked: a text, the part of an object that is one, the one text of a list, or a transcript that ends where the answer begins. */
    private static Value question(Value asked) {
        Value said = only(asked);
        if (said instanceof Value.Members parts) {
            return Named.of(parts)
                    .value(List.of("fulltext", "post", "text", "question", "prompt"))
                    .orElse(said);
        }
        if (said instanceof Value.Text(String text)
                && text.strip().startsWith(HUMAN)
                && text.strip().endsWith(ASSISTANT)) {
            String before = text.strip();
            before = before.substring(0, before.length() - ASSISTANT.length()).strip();
            String question = before.substring(HUMAN.length()).strip();
            return new Value.Text(question.contains("\n\n" + HUMAN) ? before : question);
        }
        return said;
    }

    /** The one text of a list, which may stand in a cell as JSON; anything else as it is. */
    private static Value only(Value value) {
        Value read = value instanceof Value.Text(String text) && text.startsWith("[\"")
                ? JsonText.of(text).orElse(value)
                : value;
        return read instanceof Value.Items items
                        && items.items().size() == 1
                        && items.items().getFirst() instanceof Value.Text one
                ? one
                : value;
    }

    private static Optional<Pair> judged(Named record) {
        return two(record).or(() -> several(record));
    }

    private static Optional<Pair> two(Named record) {
        for (List<String> ends : ENDS) {
            for (String name : ANSWERS) {
                Optional<String> first = record.column(List.of(name + ends.getFirst()));
                Optional<String> second = record.column(List.of(name + ends.getLast()));
                if (first.isPresent() && second.isPresent()) {
                    return verdict(record, name, ends)
                            .map(verdict -> new Pair(
                                    only(record.record().get(first.get())),
                                    only(record.record().get(second.get())),
                                    verdict.better(),
                                    Set.of(first.get(), second.get())));
                }
            }
        }
        return Optional.empty();
    }

    /** What somebody found: 0 or 1 for the better one, nothing for neither. */
    private record Found(Optional<Integer> better) {
        static final Found NEITHER = new Found(Optional.empty());

        static Found of(BigDecimal first, BigDecimal second) {
            int order = first.compareTo(second);
            return order == 0 ? NEITHER : new Found(Optional.of(order > 0 ? 0 : 1));
        }
    }

    private static Optional<Found> verdict(Named record, String name, List<String> ends) {
        return flagged(record, ends)
                .or(() -> record.number(SIGNED).map(strength -> Found.of(strength.negate(), BigDecimal.ZERO)))
                .or(() -> said(record, name, ends))
                .or(() -> SCORES.stream()
                        .flatMap(word -> scored(record, word, name, ends).stream())
                        .findFirst());
    }

    private static Optional<Found> said(Named record, String name, List<String> ends) {
        return name.equals(SHP)
                ? record.number(BETTER).map(won -> Found.of(won, BigDecimal.ONE.subtract(won)))
                : BETTER.stream()
                        .flatMap(column -> record.value(column).flatMap(value -> named(value, ends)).stream())
                        .findFirst();
    }

    private static Optional<Found> scored(Named record, String word, String name, List<String> ends) {
        List<BigDecimal> scores = ends.stream()
                .flatMap(end -> record.number(List.of(word + end, name + end + word)).stream())
                .toList();
        return scores.size() == ends.size()
                ? Optional.of(Found.of(scores.getFirst(), scores.getLast()))
                : Optional.empty();
    }

    /** Columns of their own for each that may have won. */
    private static Optional<Found> flagged(Named record, List<String> ends) {
        List<BigDecimal> won = ends.stream()
                .flatMap(end -> record.number(List.of("winnermodel" + end, "winner" + end)).stream())
                .toList();
        return won.size() == ends.size() ? Optional.of(Found.of(won.getFirst(), won.getLast())) : Optional.empty();
    }

    private static Optional<Found> named(Value said, List<String> ends) {
        String word = said instanceof Value.Text || said instanceof Value.Literal
                ? said.asText().toLowerCase(Locale.ROOT).strip()
                : "";
        for (int i = 0; i < ends.size(); i++) {
            if (word.equals(ends.get(i)) || word.matches(".*[a-z][ _-]" + ends.get(i))) {
                return Optional.of(new Found(Optional.of(i)));
            }
        }
        boolean isTie = Stream.of(word.split("[^a-z]+", -1)).anyMatch(TIES::contains);
        return isTie ? Optional.of(Found.NEITHER) : Optional.empty();
    }

    /** The best and the worst of a list. */
    private static Optional<Pair> several(Named record) {
        for (String name : LISTS) {
            Optional<String> column = record.column(List.of(name));
            if (column.isPresent()
                    && record.record().get(column.get()) instanceof Value.Items items
                    && items.items().size() > 1) {
                List<Named> all = items.items().stream()
                        .filter(Value.Members.class::isInstance)
                        .map(item -> Named.of((Value.Members) item))
                        .filter(answer -> answer.column(SAID).isPresent())
                        .toList();
                return all.size() == items.items().size()
                        ? chosen(record, all, column.get()).or(() -> ranked(all, column.get()))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Two, of which the record has the place of the better one. */
    private static Optional<Pair> chosen(Named record, List<Named> all, String column) {
        return record.value("choice")
                .filter(_ -> all.size() == 2)
                .flatMap(choice -> named(choice, List.of("0", "1")))
                .map(found -> pair(all.getFirst(), all.getLast(), found, column));
    }

    private static Optional<Pair> ranked(List<Named> all, String column) {
        List<BigDecimal> ranks = numbers(all, List.of("rank"));
        List<BigDecimal> goods = ranks.isEmpty()
                ? numbers(all, SCORES)
                : ranks.stream().map(BigDecimal::negate).toList();
        if (goods.isEmpty()) {
            return Optional.empty();
        }
        int best = goods.indexOf(Collections.max(goods));
        int worst = goods.indexOf(Collections.min(goods));
        return Optional.of(pair(all.get(best), all.get(worst), Found.of(goods.get(best), goods.get(worst)), column));
    }

    private static Pair pair(Named first, Named second, Found found, String column) {
        return new Pair(
                first.value(SAID).orElseThrow(), second.value(SAID).orElseThrow(), found.better(), Set.of(column));
    }

    /** Of each, where each has one. */
    private static List<BigDecimal> numbers(List<Named> all, List<String> names) {
        List<BigDecimal> numbers =
                all.stream().flatMap(each -> each.number(names).stream()).toList();
        return numbers.size() == all.size() ? numbers : List.of();
    }

    private static Optional<BigDecimal> number(Value value) {
        String spelling = value instanceof Value.Literal || value instanceof Value.Text
                ? value.asText().strip()
                : "";
        return switch (spelling) {
            case "true", "True" -> Optional.of(BigDecimal.ONE);
            case "false", "False" -> Optional.of(BigDecimal.ZERO);
            default ->
                spelling.matches("-?[0-9]{1,12}(\\.[0-9]{1,17})?")
                        ? Optional.of(new BigDecimal(spelling))
                        : Optional.empty();
        };
    }
}
