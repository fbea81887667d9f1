package org.openledger.verify;

import java.util.Locale;

/**
 * One check of a receipt file, and how it ended.
 *
 * @param detail one sentence: what was found, or what is wrong
 */
public record Check(Name name, Outcome outcome, String detail) {
    private static final int MAX_DETAIL_CHARACTERS = 400;

    public Check {
        detail = printable(detail);
    }

    /** In the order in which they are made. */
    public enum Name {
        /** The bytes are canonical JSON, so that they have one reading. */
        CANONICAL,
        /** Every member is there, of its shape, and none is unknown. */
        SCHEMA,
        /** Shares, split and payments add up and follow from each other. */
        SUMS,
        /** The operator named in the receipt signed it. */
        SIGNATURE,
        /** The signed receipt is an entry of the tree the checkpoint names. */
        INCLUSION,
        /** The log named in the receipt signed the checkpoint. */
        CHECKPOINT,
        /** The anchored checkpoint and this one are of one growing log. */
        ANCHOR,
        /** Prompt and answer are those of the receipt. */
        OPENING,
        /** Rows, quotations and sources are those that the receipt commits to. */
        EVIDENCE,
        /** The quoted words stand in the answer and in rows of versions that the model learned from. */
        QUOTATIONS,
        /** The claims are in the epoch's reward tree and cover this receipt's payments. */
        PAYOUT,
        /** The operator signed the whole file. */
        SEAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a check ended. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** The file does not hold this optional part. */
        ABSENT,
        /** An earlier failure left nothing to check. */
        NOT_REACHED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean failed() {
        return outcome == Outcome.FAILED;
    }

    /** A detail may quote a stranger's file, which must not steer the reader's terminal. */
    public static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .limit(MAX_DETAIL_CHARACTERS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
