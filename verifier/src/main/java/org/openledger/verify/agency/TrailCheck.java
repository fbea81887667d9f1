package org.openledger.verify.agency;

import java.util.Locale;
import org.openledger.verify.Check;

/**
 * One check of a trail, and how it ended.
 *
 * @param detail one sentence: what was found, or what is wrong
 */
public record TrailCheck(Name name, Check.Outcome outcome, String detail) {
    public TrailCheck {
        detail = Check.printable(detail);
    }

    /** In the order in which they are made. */
    public enum Name {
        /** The bytes are canonical JSON, so that they have one reading. */
        CANONICAL,
        /** Every member is there, of its shape, and none is unknown. */
        SCHEMA,
        /** Principals signed the mandates, or agents those under their own. */
        AUTHORITY,
        /** No mandate allows what the one above it does not. */
        NARROWING,
        /** The operator signed every record. */
        RECORDS,
        /** Records are all there, in their order. */
        ORDER,
        /** Mandates and records are entries of the log. */
        INCLUSION,
        /** The log signed the checkpoint. */
        CHECKPOINT,
        /** Arguments and results are those of the records. */
        OPENING,
        /** Every call is decided again as its record says. */
        RULES,
        /** What was spent stays within every cap of every mandate. */
        BUDGET,
        /** Each approval is signed, of its call, in time, and used once. */
        APPROVALS,
        /** Nothing was done under a mandate that was ended. */
        ENDED,
        /** The answers' receipts verify, and are of what was paid. */
        RECEIPTS,
        /** What was given for inputs of a decision went to its causes, by the rules of their receipts. */
        REWARDS,
        /** The operator signed the whole file. */
        SEAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean failed() {
        return outcome == Check.Outcome.FAILED;
    }
}
