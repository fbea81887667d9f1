package org.openledger.withdrawal;

import java.util.Optional;

/**
 * A notice that some rows should not be there. While it is open they are in no new version.
 *
 * @param contact of who gave it, for the Datanet's owner and the rows' contributors alone
 * @param deadlineMillis until when contributors can answer before the owner may uphold it
 */
public record Takedown(
        long id,
        long datanet,
        State state,
        String contact,
        long createdMillis,
        long deadlineMillis,
        Optional<Long> decidedMillis) {
    /** Where a notice is in its life. */
    public enum State {
        OPEN,
        /** The rows were taken out for good. */
        UPHELD,
        /** The rows stay. */
        REJECTED
    }

    /** What can be said about a notice. */
    public enum Kind {
        NOTICE,
        /** A contributor's answer. */
        COUNTER,
        UPHELD,
        REJECTED
    }

    /**
     * What somebody said.
     *
     * @param number of what was said about the notice, from 1
     * @param who the account; empty of the notice itself
     * @param salt under which the log has its digest
     */
    public record Act(
            long takedown,
            long number,
            Kind act,
            String who,
            String words,
            String salt,
            long timeMillis,
            long logIndex) {}
}
