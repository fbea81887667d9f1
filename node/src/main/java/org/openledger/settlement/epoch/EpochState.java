package org.openledger.settlement.epoch;

/** How far an epoch has come. */
public enum EpochState {
    /** Closed here; its settlement waits in the outbox or on chain. */
    CLOSED,
    /** Its root is on chain and can be challenged. */
    POSTED,
    /** Somebody says its root is wrong; the arbiter decides. */
    CHALLENGED,
    /** The arbiter agreed: the root must be replaced. */
    REJECTED,
    /** The journal gives another root, which waits in the outbox or on chain to take the rejected one's place. */
    REPLACING,
    /** The arbiter rejected the root that the journal gives: nothing is sent until a person finds out which of them errs. */
    DISPUTED,
    /** Its root stands for ever, and what it gives can be claimed. */
    FINAL
}
