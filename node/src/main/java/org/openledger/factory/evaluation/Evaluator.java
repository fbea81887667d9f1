package org.openledger.factory.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.factory.evaluation.ModelEvaluation.Answered;
import org.openledger.factory.evaluation.ModelEvaluation.Repeated;
import org.openledger.factory.evaluation.ModelEvaluation.Score;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.serve.GreedyAnswers;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.HeldOutLoss;
import org.openledger.train.TrainingRow;

/** Asks a model and its base some rows. */
public final class Evaluator {
    /** Rows that are asked as questions; all are read. */
    public static final int MOST_ASKED = 32;

    public static final int ANSWER_TOKENS = 48;

    /** Answers that are kept to be read side by side. */
    private static final int SIDE_BY_SIDE = 20;

    private static final int MOST_REPEATED = 20;
    private static final double PPM = 1e6;
    private static final double NANONATS = 1e9;

    private final BaseModel base;
    private final Adapter adapter;
    private final Cancellation cancellation;

    public Evaluator(BaseModel base, Adapter adapter, Cancellation cancellation) {
        this.base = base;
        this.adapter = adapter;
        this.cancellation = cancellation;
    }

    /**
     * Asks rows that the model did not learn.
     *
     * @param rows at least one
     * @param learnt what the model learnt
     * @param loss of the rows, where it is known already
     * @throws CancelledException when asked to stop
     */
    public ModelEvaluation ofUnlearnt(List<TrainingRow> rows, List<TrainingRow> learnt, Optional<HeldOutLoss> loss) {
        List<Repeated> repeated = repeated(rows, learnt);
        return of(rows, loss, repeated, false);
    }

    /** Asks rows that the model learnt, which shows what it knows by heart. */
    public ModelEvaluation ofLearnt(List<TrainingRow> learnt) {
        return of(TrainingRow.spread(learnt, SIDE_BY_SIDE), Optional.empty(), List.of(), true);
    }

    private ModelEvaluation of(
            List<TrainingRow> rows, Optional<HeldOutLoss> known, List<Repeated> repeated, boolean learnt) {
        HeldOutLoss loss = known.orElseGet(() -> HeldOutLoss.of(base, adapter, rows, cancellation));
        List<TrainingRow> asked =
                TrainingRow.spread(rows.stream().filter(Evaluator::isQuestion).toList(), MOST_ASKED);
        List<int[]> prompts = asked.stream().map(TrainingRow::prompt).toList();
        List<int[]> ofBase = GreedyAnswers.of(base, null, prompts, ANSWER_TOKENS, this::check);
        List<int[]> ofModel = GreedyAnswers.of(base, adapter, prompts, ANSWER_TOKENS, this::check);
        List<Answered> answers = IntStream.range(0, asked.size())
                .mapToObj(i -> answered(asked.get(i), ofBase.get(i), ofModel.get(i)))
                .toList();
        return new ModelEvaluation(
                learnt,
                rows.size(),
                rows.stream().mapToLong(TrainingRow::learnt).sum(),
                Math.round(loss.base() * NANONATS),
                Math.round(loss.adapter() * NANONATS),
                asked.size(),
                ANSWER_TOKENS,
                mean(answers.stream().map(Answered::ofBase).toList()),
                mean(answers.stream().map(Answered::ofModel).toList()),
                repeated.size(),
                repeated.subList(0, Math.min(MOST_REPEATED, repeated.size())),
                TrainingRow.spread(asked, SIDE_BY_SIDE).stream()
                        .map(row -> answers.get(asked.indexOf(row)))
                        .toList());
    }

    /** A plain text gives one token, which asks nothing. */
    private static boolean isQuestion(TrainingRow row) {
        return row.promptLength() > 1;
    }

    private Answered answered(TrainingRow row, int[] ofBase, int[] ofModel) {
        String expected = decoded(row.response());
        String baseAnswer = decoded(ofBase);
        String modelAnswer = decoded(ofModel);
        return new Answered(
                row.leaf(), baseAnswer, modelAnswer, score(expected, baseAnswer), score(expected, modelAnswer));
    }

    private String decoded(int[] ids) {
        return base.tokenizer().decode(ids, true).strip();
    }

    private static Score score(String expected, String given) {
        AnswerMatch match = AnswerMatch.of(expected, given);
        return new Score(match.exact() ? (int) PPM : 0, (int) Math.round(PPM * match.f1()));
    }

    private static Score mean(List<Score> scores) {
        return new Score(
                (int) Math.round(
                        scores.stream().mapToInt(Score::exactMatchPpm).average().orElse(0)),
                (int) Math.round(
                        scores.stream().mapToInt(Score::f1Ppm).average().orElse(0)));
    }

    private List<Repeated> repeated(List<TrainingRow> rows, List<TrainingRow> learnt) {
        int same = sameBeginning(Stream.concat(rows.stream(), learnt.stream()).toList());
        List<String> texts = rows.stream().map(row -> text(row, same)).toList();
        List<Integer> parts = Contamination.of(
                texts, () -> learnt.stream().map(row -> text(row, same)).iterator());
        List<Repeated> repeated = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) > 0) {
                repeated.add(new Repeated(rows.get(i).leaf(), parts.get(i)));
            }
        }
        repeated.sort(Comparator.comparingInt(Repeated::partPpm).reversed().thenComparing(Repeated::leaf));
        return repeated;
    }

    private String text(TrainingRow row, int from) {
        return decoded(Arrays.copyOfRange(row.ids(), from, row.ids().length));
    }

    /** How many tokens all rows begin with alike: what the chat template puts there, which nobody wrote. */
    private static int sameBeginning(List<TrainingRow> rows) {
        int[] first = rows.getFirst().ids();
        int same = rows.stream().mapToInt(TrainingRow::promptLength).min().orElse(0) - 1;
        for (TrainingRow row : rows) {
            int differs = Arrays.mismatch(first, row.ids());
            same = differs < 0 ? same : Math.min(same, differs);
        }
        return Math.max(0, same);
    }

    private void check() {
        if (cancellation.requested()) {
            throw new CancelledException(0, 1);
        }
    }
}
