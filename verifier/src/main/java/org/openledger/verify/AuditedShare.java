package org.openledger.verify;

import org.openledger.verify.bytes.Json;

/**
 * What one answer brings for one contributor to its epoch's audit, all in gwei.
 *
 * @param paidGwei paid with the answer
 * @param waitingGwei waits for the audit
 * @param doubtGwei how far below its estimate the contributor's worth to the answer may lie, by the interval's lower bound; at
 *     least what waits
 * @param harmGwei by how much the answer was made worse, by estimate; 0 where it was made better
 * @param sureHarmGwei of that, what is sure by the interval's upper bound
 */
public record AuditedShare(
        String contributor, long paidGwei, long waitingGwei, long doubtGwei, long harmGwei, long sureHarmGwei) {
    public AuditedShare {
        Require.address("contributor", contributor);
        Require.notNegative("paidGwei", paidGwei);
        Require.notNegative("waitingGwei", waitingGwei);
        Require.range("doubtGwei", doubtGwei, waitingGwei, 2 * Json.MAX_INTEGER);
        Require.notNegative("harmGwei", harmGwei);
        Require.range("sureHarmGwei", sureHarmGwei, 0, harmGwei);
    }

    /** Whether there is nothing to audit. */
    boolean isNothing() {
        return paidGwei == 0 && doubtGwei == 0 && harmGwei == 0;
    }
}
