package org.openledger.attribution.shares;

import java.util.Map;
import java.util.TreeMap;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.BaseModel;

/**
 * How far somebody's rows carry what an answer says: an effect shows that rows shaped an answer, and not that any of them says it. A
 * model that was taught how long sauerkraut takes answers how long pickled garlic takes, in the words of the rows it learnt; they
 * caused the answer, and do not support it.
 *
 * <p>What rows carry (see {@link Carried}), a {@link SupportScale} makes support. It needs no model, only the rows: whoever has them
 * computes the same.
 */
final class Support {
    private static final int PERCENTS = 100;

    private final Carried carried;
    private final SupportScale scale;

    Support(SpanIndex index, BaseModel base, SupportScale scale) {
        this.carried = switch (scale.by()) {
            case PIECES -> new CarriedByPieces(index, base);
            case WORDS, CONTEXT, SLOTS, QUESTIONS -> new CarriedByWords(index, base, scale.by());
        };
        this.scale = scale;
    }

    /** The support of everybody whose rows or sources carry something; who is missing has none. */
    Map<String, Integer> ppm(int[] promptIds, int[] answerIds, Evidence evidence, GivenSources sources) {
        Map<String, Integer> supported = new TreeMap<>();
        carried(promptIds, answerIds, evidence, sources)
                .forEach((contributor, part) -> supported.put(contributor, ppm(part)));
        return supported;
    }

    /** What rows carry as receipts say it: in whole percents, rounded down. */
    static int carriedPpm(double carried) {
        int percents = (int) (carried * PERCENTS);
        return percents * (Apportionment.WHOLE_PPM / PERCENTS);
    }

    /** The support that follows from what rows carry. */
    int ppm(double carriedPart) {
        return scale.supportPpm(carriedPart);
    }

    /** What each contributor's rows carry of the answer, in [0, 1]. */
    Map<String, Double> carried(int[] promptIds, int[] answerIds, Evidence evidence, GivenSources sources) {
        return carried.of(promptIds, answerIds, evidence, sources);
    }
}
