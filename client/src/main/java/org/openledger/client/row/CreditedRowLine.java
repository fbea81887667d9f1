package org.openledger.client.row;

import java.util.Optional;

/**
 * What all receipts together say of one row. Effects and pay are measured by contributor; a row has its part of them by how
 * near it is to the answer. Quotations are of the row itself.
 *
 * @param leaf the row
 * @param answers that name it among the five nearest of its contributor
 * @param earnedGwei its part of what its contributor was paid with them
 * @param waitingGwei its part of what waited beside that
 * @param loweredAnswers those of the answers that its contributor's rows made less likely
 * @param loweredSurely those of them where the whole 90 % interval lies below zero
 * @param loweredMicronats its part of how much less likely, in 10⁻⁶ nats
 * @param quotedAnswers answers that have words of it, in a run
 * @param places in how many places of the training rows such a run stands, at most
 * @param copies rows and lines of uploads that were found to repeat it
 * @param row the row itself, while the node has it
 */
public record CreditedRowLine(
        String leaf,
        long answers,
        long earnedGwei,
        long waitingGwei,
        long loweredAnswers,
        long loweredSurely,
        long loweredMicronats,
        long quotedAnswers,
        long places,
        long copies,
        Optional<RowView> row) {}
