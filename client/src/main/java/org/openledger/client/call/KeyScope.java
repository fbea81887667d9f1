package org.openledger.client.call;

import java.util.Locale;

/** What an API key may be used for. */
public enum KeyScope {
    /** Asks models, at the payer's expense. */
    ASK,
    /** Reads what only the payer may: the questions and answers that it paid for. */
    READ,
    /** Uploads rows as the payer, and signs for them where the node keeps the payer's key. */
    CONTRIBUTE,
    /** Acts under a mandate, through the gate alone. */
    ACT;

    /** As it is written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
