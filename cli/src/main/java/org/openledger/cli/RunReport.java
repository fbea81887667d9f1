package org.openledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openledger.cli.terminal.Table;
import org.openledger.client.model.RunDetail;
import org.openledger.client.run.EstimateDetail;
import org.openledger.client.run.EvaluationDetail;
import org.openledger.verify.OpenAmount;

/** What people read of a run: before it, on the way, and of its model afterwards. The numbers are those of the API. */
final class RunReport {
    private static final double PPM = 1e6;
    private static final double MEBIBYTE = 1 << 20;
    private static final int SECONDS_A_MINUTE = 60;
    private static final int MINUTES_AN_HOUR = 60;
    private static final int SAMPLE_CHARACTERS = 300;

    private RunReport() {}

    static String of(EstimateDetail estimate) {
        StringBuilder out = new StringBuilder();
        for (EstimateDetail.OfVersion version : estimate.versions()) {
            out.append("learns from  %s, version %d of Datanet %s (%s), %,d rows: %s%n"
                    .formatted(
                            version.name(),
                            version.number(),
                            version.datanet(),
                            version.licence(),
                            version.rows(),
                            version.obstacle().orElse("its licence allows it")));
        }
        estimate.rows()
                .ifPresent(rows -> out.append(
                        "rows         %,d learnt, %,d held out, %,d cut, %,d empty, %,d erased; of %,d contributors%n"
                                .formatted(
                                        rows.learnt(),
                                        rows.heldOut(),
                                        rows.cut(),
                                        rows.empty(),
                                        rows.erased(),
                                        rows.contributors())));
        estimate.tokens()
                .ifPresent(tokens -> out.append("tokens       %,d in the rows, %,d trained, %,d of them predicted%n"
                        .formatted(tokens.rows(), tokens.trained(), tokens.learnt())));
        estimate.attribution()
                .ifPresent(of -> out.append(
                        of.coded() > 0
                                ? "attribution  %,d retrainings: %,d without many of %,d contributors each, which tell the effect of every one; trials: %,d%n"
                                        .formatted(of.retrainings(), of.coded(), of.contributors(), of.trials())
                                : "attribution  %,d retrainings: without each of %,d contributors; sets of them: %,d; trials: %,d; with other seeds: %,d%n"
                                        .formatted(
                                                of.retrainings(),
                                                of.contributors(),
                                                of.sets(),
                                                of.trials(),
                                                of.otherSeeds())));
        estimate.memory()
                .ifPresent(memory -> out.append("memory       %s: adapters %s, activations %s, texts of the base %s%s%n"
                        .formatted(
                                mebibytes(memory.sum()),
                                mebibytes(memory.adapters()),
                                mebibytes(memory.activations()),
                                mebibytes(memory.texts()),
                                memory.available()
                                        .map(bytes -> "; " + mebibytes(bytes) + " available")
                                        .orElse(""))));
        if (!estimate.phases().isEmpty()) {
            out.append("time         ")
                    .append(estimate.phases().stream()
                            .map(phase -> phase.phase() + " "
                                    + phase.expectedSeconds()
                                            .map(RunReport::time)
                                            .orElse("?"))
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        estimate.time()
                .ifPresent(time -> out.append(
                        "             about %s in all, %s to %s; %,.0f tokens a second, measured by %d steps on this machine%n"
                                .formatted(
                                        time(time.seconds()),
                                        time(time.lowSeconds()),
                                        time(time.highSeconds()),
                                        time.tokensASecond(),
                                        time.stepsTimed())));
        out.append(
                "cost         %s building fee%s; the owner's deposit has %s; the operator pays %d transaction on chain%n"
                        .formatted(
                                OpenAmount.of(estimate.cost().buildingGwei()),
                                estimate.cost().rewardGwei() > 0
                                        ? ", and a reward of "
                                                + OpenAmount.of(estimate.cost().rewardGwei())
                                        : "",
                                OpenAmount.of(estimate.cost().depositGwei()),
                                estimate.cost().chainTransactions()));
        estimate.obstacles()
                .forEach(why -> out.append("in the way   ").append(why).append('\n'));
        return out.toString();
    }

    /** One line on a run that is under way, or has ended. */
    static String line(RunDetail run) {
        List<String> parts = new ArrayList<>(List.of(run.state() + (run.paused() ? ", paused" : "")));
        run.phases().stream()
                .filter(phase -> phase.phase().equals(run.state()))
                .findFirst()
                .ifPresent(phase -> parts.add("%.0f %%".formatted(100 * phase.donePpm() / PPM)));
        if (run.state().equals("training")) {
            if (!run.lossCurve().isEmpty()) {
                parts.add("loss %.3f".formatted(run.lossCurve().getLast()[1]));
            }
            if (!run.looks().isEmpty()) {
                parts.add("held out %.3f".formatted(run.looks().getLast().heldOutLoss()));
            }
            run.tokensASecond().ifPresent(speed -> parts.add("%,.0f tokens/s".formatted(speed)));
        }
        String left = run.phases().stream()
                .filter(phase -> phase.secondsLeft().orElse(0.0) > 0)
                .map(phase -> phase.phase() + " " + time(phase.secondsLeft().orElseThrow()))
                .collect(Collectors.joining(", "));
        if (!left.isEmpty()) {
            parts.add("left: " + left);
        }
        return String.join(" · ", parts);
    }

    static String of(RunDetail run) {
        StringBuilder out = new StringBuilder("%s, run %s%n".formatted(run.name(), run.id()));
        out.append(line(run)).append('\n');
        run.message().ifPresent(why -> out.append(why).append('\n'));
        if (run.lossBefore().isPresent() && run.lossAfter().isPresent()) {
            out.append("on the rows it learnt a token costs %.3f nats, before %.3f%n"
                    .formatted(run.lossAfter().get(), run.lossBefore().get()));
        }
        run.smoothPpm().ifPresent(ppm -> out.append("smoothness %.2f of 1%n".formatted(ppm / PPM)));
        run.smoothnessAdvice().ifPresent(advice -> out.append(advice).append('\n'));
        if (run.looks().size() > 1) {
            out.append("on rows held out, by step: ")
                    .append(run.looks().stream()
                            .map(look -> "%d %.3f".formatted(look.step(), look.heldOutLoss()))
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        run.looks().stream()
                .filter(look -> !look.samples().isEmpty())
                .reduce((_, last) -> last)
                .ifPresent(look -> look.samples()
                        .forEach(sample -> out.append("  after step %d, row %s: %s%n"
                                .formatted(look.step(), sample.leaf().substring(0, 8), shortened(sample.answer())))));
        return out.toString();
    }

    /** @param answers whether the answers are shown side by side too */
    static String of(EvaluationDetail evaluation, boolean answers) {
        if (evaluation.measured().isEmpty()) {
            return "%s: %s%n"
                    .formatted(evaluation.name(), evaluation.refusal().orElse("waits to be asked, or is being asked"));
        }
        EvaluationDetail.Measured found = evaluation.measured().get();
        StringBuilder out = new StringBuilder("%s: %,d rows, %,d tokens%s%n"
                .formatted(
                        evaluation.name(),
                        found.rows(),
                        found.tokens(),
                        found.learnt() ? "; the model learnt these very rows, since it held out none" : ""));
        Table table = new Table("", "perplexity", "nats a token", "exact match", "F1");
        table.row(
                "base",
                number(found.perplexityBase()),
                number(found.lossBase()),
                percent(found.base().exactMatchPpm()),
                percent(found.base().f1Ppm()));
        table.row(
                "model",
                number(found.perplexityModel()),
                number(found.lossModel()),
                percent(found.model().exactMatchPpm()),
                percent(found.model().f1Ppm()));
        out.append(table.render("  "));
        out.append("  %,d of the rows were asked as questions, with answers of at most %d tokens%n"
                .formatted(found.asked(), found.answerTokens()));
        if (!found.learnt()) {
            out.append("  %,d of the rows have a run of %d words that stands in a row the model learnt%n"
                    .formatted(found.repeatedRows(), found.contaminationWords()));
        }
        if (answers) {
            found.answers()
                    .forEach(answer -> out.append("%n  %s%n    base:  %s%n    model: %s%n"
                            .formatted(
                                    shortened(answer.text().orElse(answer.leaf())),
                                    shortened(answer.base()),
                                    shortened(answer.model()))));
        }
        return out.toString();
    }

    /** Seconds, minutes or hours, as people say them. */
    static String time(double seconds) {
        if (seconds < 1) {
            return "under 1 s";
        }
        if (seconds < SECONDS_A_MINUTE) {
            return "%.0f s".formatted(seconds);
        }
        double minutes = seconds / SECONDS_A_MINUTE;
        return minutes < MINUTES_AN_HOUR
                ? "%.1f min".formatted(minutes)
                : "%.1f h".formatted(minutes / MINUTES_AN_HOUR);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(int ppm) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * ppm / PPM);
    }

    private static String mebibytes(long bytes) {
        return "%,.0f MiB".formatted(Math.ceil(bytes / MEBIBYTE));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= SAMPLE_CHARACTERS ? line : line.substring(0, SAMPLE_CHARACTERS - 1) + "…";
    }
}
