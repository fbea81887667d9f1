package org.openledger.client.receipt;

import java.util.List;

/**
 * What every single row of a model's run did for one answer.
 *
 * @param receipt of the answer
 * @param run that was repeated
 * @param contributors sums over their rows, largest effect first
 * @param rows largest effect first
 */
public record TraceResult(String receipt, String run, List<ContributorEffect> contributors, List<RowEffect> rows) {

    /**
     * The sum over a contributor's rows, beside what the receipt says.
     *
     * @param contributor their address
     * @param rows how many
     * @param effectNanonats of all their rows, in 10⁻⁹ nats
     * @param receiptEffectNanonats of leaving all of them out, as the receipt has it, in 10⁻⁹ nats
     */
    public record ContributorEffect(String contributor, int rows, long effectNanonats, long receiptEffectNanonats) {}

    /**
     * What a row did.
     *
     * @param leaf of the row
     * @param contributor who gave it
     * @param effectNanonats by how much it raised the answer's log-likelihood, in 10⁻⁹ nats; negative where it lowered it
     */
    public record RowEffect(String leaf, String contributor, long effectNanonats) {}
}
