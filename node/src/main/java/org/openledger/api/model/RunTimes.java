package org.openledger.api.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openledger.client.run.PhaseLine;
import org.openledger.factory.Run;
import org.openledger.factory.RunState;
import org.openledger.factory.forecast.Forecast;
import org.openledger.factory.forecast.Phase;
import org.openledger.factory.forecast.PhaseTable;

/**
 * How long the phases of a run still last. The present one by its own steps so far; a later one by what was expected of it, corrected
 * by how fast the training really went; where nothing was expected, by its adapters and steps, each as long as one of the training.
 */
final class RunTimes {
    private static final long PPM = 1_000_000;

    private final Run run;
    private final List<PhaseTable.Line> lines;
    private final Optional<Double> trainingStepSeconds;

    RunTimes(Run run, List<PhaseTable.Line> lines) {
        this.run = run;
        this.lines = lines;
        this.trainingStepSeconds = lines.stream()
                .filter(line -> line.phase() == Phase.TRAINING)
                .findFirst()
                .flatMap(PhaseTable.Line::stepSeconds);
    }

    /** The phases of a forecast, of which nothing is done. */
    static List<PhaseLine> of(Forecast forecast) {
        return forecast.phases().stream()
                .map(phase ->
                        new PhaseLine(phase.phase().word(), phase.adapterSteps(), phase.seconds(), 0, phase.seconds()))
                .toList();
    }

    /** None of a run that gives no model. */
    List<PhaseLine> phases() {
        if (run.state() == RunState.FAILED || run.state() == RunState.CANCELLED) {
            return List.of();
        }
        return lines.stream().map(this::phase).toList();
    }

    /** Tokens that a second of the training took so far. */
    Optional<Double> tokensASecond() {
        double tokensAStep = run.trainedTokens().orElse(0L)
                / (double) run.request().configuration().steps();
        return trainingStepSeconds.filter(seconds -> seconds > 0).map(seconds -> tokensAStep / seconds);
    }

    private PhaseLine phase(PhaseTable.Line line) {
        boolean now = line.phase().name().equals(run.state().name());
        double part = done().contains(line.phase()) ? 1 : now ? partOfNow() : 0;
        Optional<Double> left;
        if (part == 1) {
            left = Optional.of(0.0);
        } else {
            left = part > 0 ? left(line, part) : whole(line);
        }
        return new PhaseLine(
                line.phase().word(), line.adapterSteps(), line.expectedSeconds(), Math.round(PPM * part), left);
    }

    private double partOfNow() {
        return run.stepsTotal() > 0 ? (double) run.stepsDone() / run.stepsTotal() : 0;
    }

    private Set<Phase> done() {
        return switch (run.state()) {
            case QUEUED, TRAINING -> EnumSet.noneOf(Phase.class);
            case EVALUATING -> EnumSet.of(Phase.TRAINING);
            case REGISTERING, ATTRIBUTING -> EnumSet.of(Phase.TRAINING, Phase.EVALUATING);
            case VALUING -> EnumSet.complementOf(EnumSet.of(Phase.VALUING));
            case READY, FAILED, CANCELLED -> EnumSet.allOf(Phase.class);
        };
    }

    private Optional<Double> left(PhaseTable.Line line, double part) {
        return line.stepSeconds()
                .map(seconds -> seconds * (run.stepsTotal() - run.stepsDone()))
                .or(() -> whole(line).map(all -> all * (1 - part)));
    }

    private Optional<Double> whole(PhaseTable.Line line) {
        Optional<Double> byTraining = trainingStepSeconds.map(seconds -> seconds * line.adapterSteps());
        return line.expectedSeconds().map(expected -> expected * correction()).or(() -> byTraining);
    }

    /** How much longer the training took than was expected. */
    private double correction() {
        Optional<Double> expected = lines.stream()
                .filter(line -> line.phase() == Phase.TRAINING && line.adapterSteps() > 0)
                .findFirst()
                .flatMap(line -> line.expectedSeconds().map(seconds -> seconds / line.adapterSteps()));
        return expected.filter(seconds -> seconds > 0)
                .flatMap(seconds -> trainingStepSeconds.map(real -> Math.clamp(real / seconds, 0.25, 4)))
                .orElse(1.0);
    }
}
