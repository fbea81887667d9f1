package org.openledger.datanet.record;

/** How far something is on its way to the chain. */
public enum ChainState {
    /** Not sent, or sent and not confirmed. */
    PENDING,
    CONFIRMED,
    /** The contract refused it; the detail says why. */
    REFUSED
}
