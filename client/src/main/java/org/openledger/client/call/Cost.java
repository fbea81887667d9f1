package org.openledger.client.call;

/** What a call takes of the node. Callers share each kind by itself, so that none of them stops another. */
public enum Cost {
    /** A look at the node's own health, by who watches it. */
    HEALTH,
    /** A read of one thing. */
    READ,
    /** A read over many things: a list, a search, a file with its proofs. */
    LIST,
    /** A stream that stays open. */
    STREAM,
    /** A sign-in, with its signature to check. */
    SIGN_IN,
    /** A change. */
    WRITE,
    /** A transaction of money that waits for the chain. */
    SETTLE,
    /** An answer of a model. */
    ASK,
    /** An upload of rows, each of them screened. */
    UPLOAD,
    /** A computation that keeps nothing, for seconds or minutes. */
    RECOMPUTE,
    /** A call of the chain's own JSON-RPC. */
    CHAIN
}
