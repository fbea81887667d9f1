package org.openledger.factory;

/** What a run makes of rows. */
public enum Recipe {
    /** Each as its schema says: the response to an instruction, the whole of a text, the chosen one of two responses. */
    ROWS,
    /** The whole of every row as plain text, but for a rejected response. */
    TEXT,
    /** Pairs of responses, of which the chosen one is to become likelier than the rejected one (DPO). */
    DPO
}
