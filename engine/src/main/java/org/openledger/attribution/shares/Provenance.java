package org.openledger.attribution.shares;

import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.BaseModel;

/**
 * Whose rows say an answer, whoever caused it, in two stages: the rows nearest to question and answer are proposed, a few of each
 * contributor, and what they carry decides, see {@link Support}. It needs the base's tokenizer and the rows, and no training.
 */
public final class Provenance {
    private final Support support;
    private final SpanIndex index;

    public Provenance(BaseModel base, SpanIndex index) {
        this.index = index;
        this.support = new Support(index, base, SupportScale.By.QUESTIONS.standard());
    }

    /** How much of an answer the rows of each contributor carry, as receipts say it; who is missing has none that carries anything. */
    public SortedMap<String, Integer> carriedPpm(int[] promptIds, int[] answerIds) {
        SortedMap<String, Integer> carried = new TreeMap<>();
        Evidence evidence = Evidence.gather(index, answerIds, Evidence.MIN_QUOTATION_TOKENS);
        support.carried(promptIds, answerIds, evidence, GivenSources.NONE)
                .forEach((contributor, part) -> carried.put(contributor, Support.carriedPpm(part)));
        return carried;
    }

    /** The largest support that somebody's rows give an answer, in parts per million, by the scale of a run that tells nothing. */
    public int supportPpm(int[] promptIds, int[] answerIds) {
        Evidence evidence = Evidence.gather(index, answerIds, Evidence.MIN_QUOTATION_TOKENS);
        return support.ppm(promptIds, answerIds, evidence, GivenSources.NONE).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }
}
