package org.openledger.verify;

import java.util.Locale;
import org.openledger.verify.bytes.Worded;

/** What a payment of a receipt is for. Payments stand in the order of their roles. */
public enum Role implements Worded {
    TREASURY,
    STAKERS,
    OPERATOR,
    /** The owner of the base model. */
    BASE,
    /** The owner of the model. */
    DEVELOPER,
    /** The owner of a model that the model was built on. */
    ROYALTY,
    CONTRIBUTOR,
    /** Set aside for a contributor until the epoch's audit; payments of all other roles are paid. */
    WAITING,
    /** A Datanet's pool for what is owed to its data but to no one contributor. */
    COMMONS;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }

    /** Whether it goes to a contributor for rows: what does depends on the whole epoch, see {@link EpochAudit}. */
    public boolean isForRows() {
        return this == CONTRIBUTOR || this == WAITING;
    }

    /** The role with this word; any other is refused. */
    public static Role of(String word) {
        return Require.word("role", Role.class, word);
    }
}
