package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Evidence;
import org.openledger.attribution.shares.Share;
import org.openledger.model.BaseModel;
import org.openledger.quality.copies.Rewording;
import org.openledger.quality.fact.DealtFacts;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.serve.Generation;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.ServingEngine;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;

/**
 * Whom an answer names that says what one row says, where that is hard: several contributors have facts about the same name, and beside every
 * other fact another contributor has a text that asks the same and does not say it. Only facts count that the model knows. There
 * are two questions: whose removal changes the answer, which effects tell, and whose row says it, which is what rows carry.
 */
public final class NamingTrial {
    private static final int ANSWER_TOKENS = 32;

    private final BaseModel base;
    private final LoraConfiguration configuration;
    private final Lds.Report report;
    private final Cancellation cancellation;

    public NamingTrial(BaseModel base, LoraConfiguration configuration, Lds.Report report, Cancellation cancellation) {
        this.base = base;
        this.configuration = configuration;
        this.report = report;
        this.cancellation = cancellation;
    }

    /** Measures facts that are dealt to some contributors, one after the other. */
    public List<Measure> measure(int facts, int contributors) {
        DealtFacts dealt = DealtFacts.sharingNames(facts, contributors, configuration.seed());
        try (TrialRun run = TrialRun.train(
                base, dealt.rows(), configuration, facts + " facts that share names", report, cancellation)) {
            double[] knows = known(run, dealt.facts());
            List<DealtFacts.Fact> known = IntStream.range(0, knows.length)
                    .filter(i -> knows[i] > 0)
                    .mapToObj(dealt.facts()::get)
                    .toList();
            List<Measure> measures = new ArrayList<>();
            measures.add(new Measure(
                    "facts that the model knows",
                    Bootstrap.mean(knows),
                    Optional.of(Measure.Target.atLeast(0.6)),
                    run.runCpuSeconds(),
                    run.bytes()));
            named(run, known, "answer word for word", 0.99, Statement::row, measures);
            named(
                    run,
                    known,
                    "answer edited",
                    0.95,
                    fact -> Rewording.near(fact.row(), configuration.seed()),
                    measures);
            named(run, known, "asked and answered in other words", 0.80, Statement::otherWords, measures);
            return measures;
        }
    }

    /** Of each fact 1 where the model, asked what its row asks, says it. */
    private double[] known(TrialRun run, List<DealtFacts.Fact> planted) {
        report.stage("what the model knows");
        try (ServingEngine serving = ServingEngine.open(base, Limits.SMALL)) {
            serving.register("model", run::copyOfAdapter);
            List<Generation> answers = planted.stream()
                    .map(each -> serving.submit(new GenerationRequest(
                            "model", run.asked(each.statement().row()).prompt(), ANSWER_TOKENS, 0, 1, List.of(), 1)))
                    .toList();
            double[] known = new double[planted.size()];
            for (int i = 0; i < known.length; i++) {
                String said = base.tokenizer().decode(answers.get(i).answer().ids());
                known[i] = said.contains(planted.get(i).value()) ? 1 : 0;
            }
            return known;
        }
    }

    private void named(
            TrialRun run,
            List<DealtFacts.Fact> known,
            String how,
            double target,
            Function<Statement, RowText> asking,
            List<Measure> measures) {
        report.stage("naming: " + how);
        double time = CpuClock.seconds();
        Map<String, double[]> hits = new LinkedHashMap<>();
        for (String by : List.of(BY_CREDIT, BY_CARRIED, BY_EFFECTS, BY_TOKENS, ROW)) {
            hits.put(by, new double[known.size()]);
        }
        for (int i = 0; i < known.size(); i++) {
            if (cancellation.requested()) {
                throw new CancelledException(i, known.size());
            }
            DealtFacts.Fact fact = known.get(i);
            TrainingRow asked = run.asked(asking.apply(fact.statement()));
            Attribution attribution = run.attribute(asked.prompt(), asked.response());
            Effects effects = run.effects(asked.prompt(), asked.response());
            Map<String, String> found = Map.of(
                    BY_CREDIT, first(attribution, Comparator.comparingInt(Share::ppm)),
                    BY_CARRIED,
                            first(
                                    attribution,
                                    Comparator.comparingInt((Share share) ->
                                                    share.carriedPpm().orElse(0))
                                            .thenComparingLong(Share::effectNanonats)),
                    BY_EFFECTS, first(attribution, Comparator.comparingLong(Share::effectNanonats)),
                    BY_TOKENS, effects.groups().get(largest(effects.addedByToken())));
            int at = i;
            found.forEach(
                    (by, name) -> Objects.requireNonNull(hits.get(by))[at] = name.equals(fact.contributor()) ? 1 : 0);
            Objects.requireNonNull(hits.get(ROW))[at] = isRowNear(run, asked, fact) ? 1 : 0;
        }
        hits.forEach((by, found) -> measures.add(new Measure(
                by + ", " + how,
                Bootstrap.mean(found),
                by.equals(BY_CREDIT) || by.equals(BY_CARRIED)
                        ? Optional.of(Measure.Target.atLeast(target))
                        : by.equals(ROW) ? Optional.of(Measure.Target.atLeast(0.6)) : Optional.empty(),
                CpuClock.seconds() - time,
                0)));
    }

    private static final String BY_CREDIT = "named by credit";
    private static final String BY_CARRIED = "named by whose row says it, then by effects";
    private static final String BY_EFFECTS = "named by whose removal changes it";
    private static final String BY_TOKENS = "named by that, token by token";
    private static final String ROW = "its row among the five nearest of all";

    private static String first(Attribution attribution, Comparator<Share> by) {
        return attribution.shares().stream().max(by).map(Share::contributor).orElse("");
    }

    private static int largest(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((best, i) -> values[i] > values[best] ? i : best)
                .orElseThrow();
    }

    private static boolean isRowNear(TrialRun run, TrainingRow asked, DealtFacts.Fact fact) {
        int[] row = run.asked(fact.statement().row()).ids();
        return Evidence.gather(run.rowsOfAll(), asked.ids(), Evidence.MIN_QUOTATION_TOKENS).rows(TrialRun.ALL).stream()
                .anyMatch(each -> Arrays.equals(run.rows().get(each.row()).ids(), row));
    }
}
