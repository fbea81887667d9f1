package org.openledger.quality.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.openledger.attribution.shares.Provenance;
import org.openledger.model.BaseModel;
import org.openledger.quality.copies.Rewording;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.store.Refusal;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.RowText;

/**
 * Whether what receipts say rows carry names the contributor whose row says an answer. Nothing is trained, so it is asked of every fact,
 * known to a model or not, whose question leaves room for an answer. Two who carry as much name nobody.
 * And how far rows support answers that they say, and answers that they do not.
 */
public final class ProvenanceTrial {
    private final BaseModel base;
    private final long seed;
    private final Cancellation cancellation;

    public ProvenanceTrial(BaseModel base, long seed, Cancellation cancellation) {
        this.base = base;
        this.seed = seed;
        this.cancellation = cancellation;
    }

    /**
     * What somebody would say who knows a row, and the same where it is not so.
     *
     * @param question as somebody asks it
     */
    public record Reworded(String question, String right, String wrong) {
        RowText rightly() {
            return new RowText.Instruction(question, right);
        }

        RowText wrongly() {
            return new RowText.Instruction(question, wrong);
        }
    }

    /**
     * Measures.
     *
     * @param reworded of rows among these, by hand
     * @throws Refusal where no row asks something
     * @throws CancelledException when asked to stop
     */
    public List<Measure> measure(DealtFacts dealt, List<Reworded> reworded) {
        if (dealt.facts().isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "no row asks something, so nobody could be named: give instruction and response");
        }
        try (TrialIndex index = TrialIndex.of(base, dealt.rows())) {
            Provenance provenance = new Provenance(base, index.rows());
            List<Measure> measures = new ArrayList<>(List.of(
                    named(provenance, dealt, "answer word for word", 0.99, Statement::row),
                    named(provenance, dealt, "answer edited", 0.95, said -> Rewording.near(said.row(), seed)),
                    named(provenance, dealt, "asked and answered in other words", 0.80, Statement::otherWords)));
            measures.addAll(supported(provenance, dealt, reworded));
            return measures;
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
                    .tokens(base, TrialIndex.MAX_TOKENS, 0, "asked")
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

    /** How far the rows support answers that they say, in their words or others, and answers that they do not say. */
    private List<Measure> supported(Provenance provenance, DealtFacts dealt, List<Reworded> reworded) {
        List<Statement> facts =
                dealt.facts().stream().map(DealtFacts.Fact::statement).toList();
        WrongAnswers wrong = new WrongAnswers(
                facts.stream()
                        .map(Statement::row)
                        .filter(RowText.Instruction.class::isInstance)
                        .map(RowText.Instruction.class::cast)
                        .toList(),
                seed);
        SortedMap<String, List<RowText>> no = new TreeMap<>(Map.of(
                "another row's answers", wrong.another(),
                "answers with another row's name", wrong.otherNames(),
                "answers with a name that nobody has", wrong.newNames(),
                "answers with another row's value", wrong.otherValues(),
                "answers with a value that nobody has", wrong.newValues(),
                "answers with other numbers", wrong.otherNumbers(),
                "answers with other units", wrong.otherUnits(),
                "answers negated", wrong.negated(),
                "answers with name and value in each other's places", wrong.swapped(),
                "answers with their words in disorder", wrong.inDisorder()));
        no.put("answers to questions about a name that nobody has", wrong.otherQuestions());
        no.put(
                "somebody's answers in other words and wrong",
                reworded.stream().map(Reworded::wrongly).toList());
        List<Optional<Measure>> measures = new ArrayList<>(List.of(
                supported(
                        provenance,
                        "answers word for word",
                        Measure.Target.atLeast(0.95),
                        facts.stream().map(Statement::row).toList()),
                supported(
                        provenance,
                        "answers to questions with words left out",
                        Measure.Target.atLeast(0.9),
                        facts.stream()
                                .map(said -> Rewording.shortened(said.row(), seed))
                                .toList()),
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
                        "somebody's answers in other words",
                        Measure.Target.atLeast(0.3),
                        reworded.stream().map(Reworded::rightly).toList()),
                supported(provenance, "half an answer and half of another", Measure.Target.atMost(0.5), wrong.halves()),
                supported(provenance, "letters without sense", Measure.Target.atMost(0.01), wrong.noise())));
        no.forEach((what, answers) -> measures.add(supported(provenance, what, Measure.Target.atMost(0.1), answers)));
        return measures.stream().flatMap(Optional::stream).toList();
    }

    private Optional<Measure> supported(
            Provenance provenance, String what, Measure.Target target, List<RowText> answers) {
        double begun = CpuClock.seconds();
        List<Double> parts = new ArrayList<>();
        for (RowText answer : answers) {
            if (cancellation.requested()) {
                throw new CancelledException(parts.size(), answers.size());
            }
            answer.tokens(base, TrialIndex.MAX_TOKENS, 0, "asked")
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
}
