package org.openledger.attribution.shares;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.calibration.AnswerKind;
import org.openledger.attribution.calibration.Calibration;
import org.openledger.attribution.calibration.Likeness;
import org.openledger.attribution.calibration.Pair;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.serve.GreedyAnswers;
import org.openledger.tensor.Seeds;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;

/**
 * The {@link Calibration} of a run: it is asked what its own rows and rows that were held out ask (see {@link Trials}), and what each
 * contributor did to its answers is compared with what the runs with other seeds say of the very same answers. Those who were taken away
 * together are compared by what they do alone.
 */
final class CalibrationFit {
    private CalibrationFit() {}

    /**
     * Fits. The same files give the same calibration; the standard one where no run with another seed is there.
     *
     * @param adapterFolder the PEFT folder that the run gave
     * @param heldOut prompts of rows that were held out
     * @throws CancelledException when asked to stop
     */
    static Calibration of(
            BaseModel base,
            Path adapterFolder,
            CounterfactualAdapters counterfactual,
            SpanIndex index,
            SupportScale scale,
            List<int[]> heldOut,
            Cancellation cancellation) {
        List<Path> folders = counterfactual.otherSeeds();
        if (folders.isEmpty()) {
            return Calibration.STANDARD;
        }
        List<int[]> prompts =
                new ArrayList<>(new Trials(base, index).prompts(Seeds.stream(counterfactual.seed(), "calibration")));
        prompts.addAll(heldOut.subList(0, Math.min(Trials.MAX_ROWS, heldOut.size())));
        Runnable check = () -> {
            if (cancellation.requested()) {
                throw new CancelledException(0, prompts.size());
            }
        };
        List<Pair> pairs = new ArrayList<>();
        List<Likeness> answers = new ArrayList<>();
        Support support = new Support(index, base, scale);
        List<OtherSeed> seeds = new ArrayList<>();
        try (Adapter adapter = Adapter.load(adapterFolder, base)) {
            folders.forEach(each -> seeds.add(OtherSeed.open(base, each)));
            List<int[]> given = GreedyAnswers.of(base, adapter, prompts, Trials.MAX_ANSWER_TOKENS, check);
            for (int i = 0; i < given.size(); i++) {
                int[] prompt = prompts.get(i);
                int[] answer = given.get(i);
                check.run();
                if (answer.length > 0) {
                    Effects effects = counterfactual
                            .effects(base, adapter, prompt, answer)
                            .alone();
                    AnswerKind kind = kind(support, index, prompt, answer);
                    for (OtherSeed seed : seeds) {
                        Effects other = seed.effects(prompt, answer);
                        compare(kind, effects, other, pairs);
                        answers.add(Shares.likeness(effects, other));
                    }
                }
            }
        } finally {
            seeds.forEach(OtherSeed::close);
        }
        return Calibration.fit(pairs, answers);
    }

    private static AnswerKind kind(Support support, SpanIndex index, int[] prompt, int[] answer) {
        Evidence evidence = Evidence.gather(index, answer, Evidence.MIN_QUOTATION_TOKENS);
        return AnswerKind.of(support.ppm(prompt, answer, evidence, GivenSources.NONE).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0));
    }

    private static void compare(AnswerKind kind, Effects effects, Effects other, List<Pair> pairs) {
        for (int theirs = 0; theirs < other.groups().size(); theirs++) {
            int group = effects.groups().indexOf(other.groups().get(theirs));
            Effects.Interval interval = effects.interval(group);
            pairs.add(new Pair(
                    kind,
                    effects.leads(group),
                    group,
                    effects.effectNats(group),
                    interval.low(),
                    interval.high(),
                    other.effectNats(theirs)));
        }
    }
}
