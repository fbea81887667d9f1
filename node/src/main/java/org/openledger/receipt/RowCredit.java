package org.openledger.receipt;

import org.openledger.answer.RowPart;

/**
 * What all receipts together say of one row. Effects and pay are measured by contributor; a row has its part of them by how near
 * it is to the answer, see {@link RowPart}. Quotations are of the row itself.
 *
 * @param leaf the row
 * @param answers answers it is named for: it is among the five of its contributor that are nearest
 * @param earnedGwei its part of what its contributor was paid with them
 * @param waitingGwei its part of what waited beside it: an epoch's audit decides by contributor, not by row, how much of that is
 *     released
 * @param loweredAnswers those of the answers that its contributor's rows made less likely
 * @param loweredSurely those of them where the whole 90 % interval lies below zero
 * @param loweredMicronats its part of how much less likely, in 10⁻⁶ nats
 * @param quotedAnswers answers that have words of it, in a run
 * @param places in how many places of the training rows such a run stands, at most
 * @param copies rows and lines of uploads that were found to repeat it
 */
public record RowCredit(
        String leaf,
        long answers,
        long earnedGwei,
        long waitingGwei,
        long loweredAnswers,
        long loweredSurely,
        long loweredMicronats,
        long quotedAnswers,
        long places,
        long copies) {
    static RowCredit none(String leaf) {
        return new RowCredit(leaf, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    RowCredit named(long paid, long waiting, long lowered, boolean surely) {
        return new RowCredit(
                leaf,
                answers + 1,
                earnedGwei + paid,
                waitingGwei + waiting,
                loweredAnswers + (lowered > 0 ? 1 : 0),
                loweredSurely + (surely ? 1 : 0),
                loweredMicronats + lowered,
                quotedAnswers,
                places,
                copies);
    }

    RowCredit quoted(long inPlaces) {
        return new RowCredit(
                leaf,
                answers,
                earnedGwei,
                waitingGwei,
                loweredAnswers,
                loweredSurely,
                loweredMicronats,
                quotedAnswers + 1,
                Math.max(places, inPlaces),
                copies);
    }
}
