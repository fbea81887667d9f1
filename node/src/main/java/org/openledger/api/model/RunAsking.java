package org.openledger.api.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.client.run.EvaluationDetail;
import org.openledger.client.run.EvaluationList;
import org.openledger.factory.evaluation.Contamination;
import org.openledger.factory.evaluation.EvaluationTable;
import org.openledger.factory.evaluation.ModelEvaluation;

/** What models of runs were asked, as the API shows it: with the texts of rows while the node has them. */
final class RunAsking {
    private static final double NANONATS = 1e9;

    private final DatanetViews views;

    RunAsking(DatanetViews views) {
        this.views = views;
    }

    EvaluationList list(List<EvaluationTable.Line> lines) {
        return new EvaluationList(lines.stream().map(this::detail).toList());
    }

    EvaluationDetail detail(EvaluationTable.Line line) {
        Function<String, Optional<String>> text =
                line.lines().isPresent() ? place -> lineAt(line, place) : this::textOf;
        return new EvaluationDetail(
                line.id(),
                line.name(),
                line.datanet().map(number -> Long.toString(number)),
                line.number(),
                line.waits() ? "waiting" : line.document().isPresent() ? "measured" : "refused",
                Optional.of(line.failure()).filter(why -> !why.isEmpty()),
                line.evaluation().map(found -> measured(found, text)),
                line.digest());
    }

    private Optional<String> textOf(String leaf) {
        return views.row(leaf, Optional.empty()).map(row -> row.text());
    }

    /** The line of an uploaded set that {@code line 7} names. */
    private static Optional<String> lineAt(EvaluationTable.Line line, String place) {
        int number = Integer.parseInt(place.substring(place.lastIndexOf(' ') + 1));
        return line.lines().map(lines -> lines.split("\n", -1)[number - 1]);
    }

    private static EvaluationDetail.Measured measured(ModelEvaluation found, Function<String, Optional<String>> text) {
        double lossBase = found.lossBaseNanonats() / NANONATS;
        double lossModel = found.lossModelNanonats() / NANONATS;
        return new EvaluationDetail.Measured(
                found.learnt(),
                found.rows(),
                found.tokens(),
                lossBase,
                lossModel,
                Math.exp(lossBase),
                Math.exp(lossModel),
                found.asked(),
                found.answerTokens(),
                score(found.base()),
                score(found.model()),
                Contamination.WORDS,
                found.repeatedRows(),
                found.repeated().stream()
                        .map(row -> new EvaluationDetail.Repeated(row.leaf(), text.apply(row.leaf()), row.partPpm()))
                        .toList(),
                found.answers().stream()
                        .map(answer -> new EvaluationDetail.Answered(
                                answer.leaf(),
                                text.apply(answer.leaf()),
                                answer.base(),
                                answer.model(),
                                score(answer.ofBase()),
                                score(answer.ofModel())))
                        .toList());
    }

    private static EvaluationDetail.Score score(ModelEvaluation.Score score) {
        return new EvaluationDetail.Score(score.exactMatchPpm(), score.f1Ppm());
    }
}
