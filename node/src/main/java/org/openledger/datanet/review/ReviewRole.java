package org.openledger.datanet.review;

import java.util.Arrays;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.bytes.Worded;

/** What somebody may do about rows that await review. */
public enum ReviewRole implements Worded {
    /** Decides, says by which policy and with whom; the only one to decide appeals. Nobody is invited to be it. */
    OWNER("owner"),
    /** Decides as the owner does, and invites reviewers and readers. */
    CURATOR("curator"),
    /** Votes. */
    REVIEWER("reviewer"),
    /** Is shown rows before they are in a version. */
    READER("reader");

    private final String word;

    ReviewRole(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    public boolean decides() {
        return this == OWNER || this == CURATOR;
    }

    public boolean votes() {
        return this != READER;
    }

    /** Whether who has this role may invite others to another, and take it from them. */
    public boolean gives(ReviewRole other) {
        return switch (this) {
            case OWNER -> other != OWNER;
            case CURATOR -> other == REVIEWER || other == READER;
            case REVIEWER, READER -> false;
        };
    }

    /** The role that somebody can be invited to by this word. */
    public static ReviewRole invited(String word) {
        return Arrays.stream(values())
                .filter(each -> each != OWNER && each.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new DatanetException(
                        Kind.INVALID, "nobody is invited as '" + word + "': say curator, reviewer or reader"));
    }
}
