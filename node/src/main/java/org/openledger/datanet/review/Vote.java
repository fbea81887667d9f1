package org.openledger.datanet.review;

import org.openledger.verify.bytes.Worded;

/**
 * What a reviewer thinks of a row.
 *
 * @param why not, where the row is not to come in
 * @param unseen 1 where the reviewer was not shown the row
 */
public record Vote(long contribution, long line, String reviewer, Side vote, String why, long unseen, long timeMillis) {
    /** For a row, or against it. */
    public enum Side implements Worded {
        ACCEPT("accept"),
        REFUSE("refuse");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
