package org.openledger.reputation;

import java.util.Optional;

/**
 * One fact about somebody.
 *
 * @param datanet where; empty for a fact about all of them
 * @param count of the fact
 * @param of how many there were in which it could have been so
 * @param says the fact in a sentence, with its reasons
 * @param evidence the endpoint that lists what was counted
 */
public record Fact(Kind kind, Optional<Long> datanet, long count, long of, String says, String evidence) {
    /** In what somebody is known, by the words of the API. */
    public enum Role {
        CONTRIBUTOR("contributor"),
        REVIEWER("reviewer");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What is counted, by the words of the API. */
    public enum Kind {
        /** Rows that were accepted, of those that were decided. */
        ACCEPTED("rows-accepted", Role.CONTRIBUTOR),
        /** Rows that reviewers refused, of those that were decided. */
        REFUSED("rows-refused", Role.CONTRIBUTOR),
        /** Lines that repeat a row of somebody else, of all that were signed. */
        REPEATED("lines-repeated", Role.CONTRIBUTOR),
        /** Rows that the contributor took back, of those that were given. */
        WITHDRAWN("rows-withdrawn", Role.CONTRIBUTOR),
        /** Rows that were taken out after somebody's notice, of those that were given. */
        TAKEN_DOWN("rows-taken-down", Role.CONTRIBUTOR),
        /** Runs whose model is surely better on rows held out for these rows, of those that learnt them. */
        HELPED("runs-helped", Role.CONTRIBUTOR),
        /** Runs whose model is surely worse for these rows. */
        HARMED("runs-harmed", Role.CONTRIBUTOR),
        /** Pay in gwei that epochs' audits released, of what waited for them. */
        RELEASED("pay-released", Role.CONTRIBUTOR),
        /** Pay in gwei that epochs' audits took for answers made worse, of what was paid or waited. */
        NETTED("pay-netted", Role.CONTRIBUTOR),
        /** Votes that were as the row was decided, of those on rows that are decided. */
        AGREED("votes-as-decided", Role.REVIEWER),
        /** Votes that were right, of those on rows whose right answer was known. */
        GOLD("votes-right", Role.REVIEWER);

        private final String word;
        private final Role role;

        Kind(String word, Role role) {
            this.word = word;
            this.role = role;
        }

        public String word() {
            return word;
        }

        public Role role() {
            return role;
        }
    }
}
