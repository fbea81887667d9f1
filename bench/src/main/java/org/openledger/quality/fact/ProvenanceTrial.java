package org.openledger.quality.fact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.attribution.shares.Provenance;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.model.BaseModel;
import org.openledger.quality.copies.Rewording;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.store.Refusal;
import org.openledger.tensor.Seeds;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.RowText;

/**
 * Whether what receipts say rows carry names the contributor whose row says an answer. Nothing is trained, so it is asked of every fact,
 * known to a model or not, whose question leaves room for an answer. Two who carry as much name nobody.
 * And how far rows support answers that they say, and answers that they do not.
 */
public final class ProvenanceTrial {
    private static final int MAX_TOKENS = 512;
    /** Fewer words have hardly another order. */
    private static final int LEAST_SHUFFLED = 5;

    private static final int SHORTEST_NAME = 4;
    /** One row of so many has a name at most. */
    private static final int COMMONEST = 6;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final BaseModel base;
    private final long seed;
    private final Cancellation cancellation;

    public ProvenanceTrial(BaseModel base, long seed, Cancellation cancellation) {
        this.base = base;
        this.seed = seed;
        this.cancellation = cancellation;
    }

    /**
     * Measures.
     *
     * @throws Refusal where no row asks something
     * @throws CancelledException when asked to stop
     */
    public List<Measure> measure(DealtFacts dealt) {
        if (dealt.facts().isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "no row asks something, so nobody could be named: give instruction and response");
        }
        List<IndexedRow> rows = new ArrayList<>();
        dealt.rows()
                .forEach((contributor, own) ->
                        own.forEach(row -> row.tokens(base, MAX_TOKENS, 0, "%064x".formatted(rows.size()))
                                .ifPresent(read -> rows.add(new IndexedRow(read.ids(), read.leaf(), contributor)))));
        Path folder = temporary();
        Path file = folder.resolve("rows.index");
        try {
            SpanIndex.build(rows, file);
            try (SpanIndex index = SpanIndex.open(file)) {
                Provenance provenance = new Provenance(base, index);
                List<Measure> measures = new ArrayList<>(List.of(
                        named(provenance, dealt, "answer word for word", 0.99, Statement::row),
                        named(provenance, dealt, "answer edited", 0.95, said -> Rewording.near(said.row(), seed)),
                        named(provenance, dealt, "asked and answered in other words", 0.80, Statement::otherWords)));
                measures.addAll(supported(provenance, dealt));
                return measures;
            }
        } finally {
            remove(file);
            remove(folder);
        }
    }

    private Measure named(
            Provenance provenance, DealtFacts dealt, String how, double target, Function<Statement, RowText> asking) {
        double begun = CpuClock.seconds();
        List<Double> hits = new ArrayList<>();
        for (DealtFacts.Fact fact : dealt.facts()) {
            if (cancellation.requested()) {
                throw new CancelledException(hits.size(), dealt.facts().size());
            }
            asking.apply(fact.statement())
                    .tokens(base, MAX_TOKENS, 0, "asked")
                    .ifPresent(asked -> hits.add(
                            isNamed(fact.contributor(), provenance.carriedPpm(asked.prompt(), asked.response()))
                                    ? 1.0
                                    : 0.0));
        }
        return new Measure(
                "named by what rows carry, of %d facts of %d contributors, %s"
                        .formatted(hits.size(), dealt.rows().size(), how),
                Bootstrap.mean(hits.stream().mapToDouble(hit -> hit).toArray()),
                Optional.of(Measure.Target.atLeast(target)),
                CpuClock.seconds() - begun,
                0);
    }

    /**
     * How far the rows support answers that they say, in their words or others, and answers that they do not say: to a row's question
     * what another row says, half of each, another row's name in it, numbers that no row has, its words in disorder, and letters
     * without sense.
     */
    private List<Measure> supported(Provenance provenance, DealtFacts dealt) {
        List<RowText.Instruction> rows = dealt.facts().stream()
                .map(fact -> fact.statement().row())
                .filter(RowText.Instruction.class::isInstance)
                .map(RowText.Instruction.class::cast)
                .toList();
        List<Statement> facts =
                dealt.facts().stream().map(DealtFacts.Fact::statement).toList();
        return Stream.of(
                        supported(
                                provenance,
                                "edited answers",
                                Measure.Target.atLeast(0.9),
                                facts.stream()
                                        .map(said -> Rewording.near(said.row(), seed))
                                        .toList()),
                        supported(
                                provenance,
                                "answers in other words",
                                Measure.Target.atLeast(0.3),
                                facts.stream().map(Statement::otherWords).toList()),
                        supported(
                                provenance,
                                "another row's answers",
                                Measure.Target.atMost(0.1),
                                paired(rows, (row, other) -> other)),
                        supported(
                                provenance,
                                "half an answer and half of another",
                                Measure.Target.atMost(0.5),
                                paired(rows, ProvenanceTrial::halves)),
                        supported(
                                provenance,
                                "answers with another row's name",
                                Measure.Target.atMost(0.1),
                                renamed(rows)),
                        supported(
                                provenance,
                                "answers with their words in disorder",
                                Measure.Target.atMost(0.1),
                                rows.stream()
                                        .filter(row -> row.response().split(" ", -1).length >= LEAST_SHUFFLED)
                                        .map(row -> (RowText)
                                                new RowText.Instruction(row.instruction(), shuffled(row.response())))
                                        .toList()),
                        supported(
                                provenance,
                                "answers with other numbers",
                                Measure.Target.atMost(0.1),
                                rows.stream()
                                        .filter(row ->
                                                NUMBER.matcher(row.response()).find())
                                        .map(row -> (RowText) new RowText.Instruction(
                                                row.instruction(),
                                                NUMBER.matcher(row.response()).replaceAll("9$0")))
                                        .toList()),
                        supported(
                                provenance,
                                "letters without sense",
                                Measure.Target.atMost(0.01),
                                rows.stream()
                                        .map(row -> (RowText) new RowText.Instruction(
                                                row.instruction(),
                                                ((RowText.Instruction) Rewording.outlier(row, seed)).response()))
                                        .toList()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Each row's question with an answer made of its own and that of a row that says something else. */
    private static List<RowText> paired(List<RowText.Instruction> rows, BinaryOperator<String> answer) {
        List<RowText> asked = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            RowText.Instruction row = rows.get(i);
            RowText.Instruction other = rows.get((i + rows.size() / 2) % rows.size());
            if (!other.response().equals(row.response())) {
                asked.add(new RowText.Instruction(row.instruction(), answer.apply(row.response(), other.response())));
            }
        }
        return asked;
    }

    private String shuffled(String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
        Collections.shuffle(words, Seeds.stream(seed, "disorder " + text));
        return String.join(" ", words);
    }

    /** Each row's answer with its name exchanged for another row's: the rarest word that question and answer share, of those few rows have. */
    private static List<RowText> renamed(List<RowText.Instruction> rows) {
        Map<String, Integer> rowsWith = new TreeMap<>();
        rows.forEach(row ->
                words(row.instruction() + " " + row.response()).forEach(word -> rowsWith.merge(word, 1, Integer::sum)));
        List<Optional<String>> names = rows.stream()
                .map(row -> words(row.instruction()).stream()
                        .filter(words(row.response())::contains)
                        .filter(word -> word.length() >= SHORTEST_NAME
                                && rowsWith.getOrDefault(word, 0) * COMMONEST <= rows.size())
                        .min(Comparator.comparing(word -> rowsWith.getOrDefault(word, 0))))
                .toList();
        List<RowText> asked = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            RowText.Instruction row = rows.get(i);
            Optional<String> other = names.get((i + rows.size() / 2) % rows.size())
                    .filter(name ->
                            !words(row.instruction() + " " + row.response()).contains(name));
            if (names.get(i).isPresent() && other.isPresent()) {
                asked.add(new RowText.Instruction(
                        row.instruction(),
                        Pattern.compile("\\b" + names.get(i).get() + "\\b", Pattern.CASE_INSENSITIVE)
                                .matcher(row.response())
                                .replaceAll(other.get())));
            }
        }
        return asked;
    }

    private static NavigableSet<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String halves(String one, String other) {
        String[] first = one.split(" ", -1);
        String[] second = other.split(" ", -1);
        return Stream.concat(
                        Arrays.stream(first, 0, (first.length + 1) / 2),
                        Arrays.stream(second, second.length / 2, second.length))
                .collect(Collectors.joining(" "));
    }

    private Optional<Measure> supported(
            Provenance provenance, String what, Measure.Target target, List<RowText> answers) {
        double begun = CpuClock.seconds();
        List<Double> parts = new ArrayList<>();
        for (RowText answer : answers) {
            if (cancellation.requested()) {
                throw new CancelledException(parts.size(), answers.size());
            }
            answer.tokens(base, MAX_TOKENS, 0, "asked")
                    .ifPresent(asked -> parts.add(provenance.supportPpm(asked.prompt(), asked.response()) / 1e6));
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Measure(
                        "supported: %s (%d)".formatted(what, parts.size()),
                        Bootstrap.mean(parts.stream().mapToDouble(part -> part).toArray()),
                        Optional.of(target),
                        CpuClock.seconds() - begun,
                        0));
    }

    private static boolean isNamed(String contributor, Map<String, Integer> carriedPpm) {
        int own = carriedPpm.getOrDefault(contributor, 0);
        return carriedPpm.entrySet().stream()
                .allMatch(each -> each.getKey().equals(contributor) || each.getValue() < own);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("openledger-provenance");
        } catch (IOException e) {
            throw new UncheckedIOException("the index of a trial needs a temporary folder", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
