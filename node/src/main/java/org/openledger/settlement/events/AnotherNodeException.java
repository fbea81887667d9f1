package org.openledger.settlement.events;

import org.openledger.store.Refusal;

/** The chain has of this operator what this node never did: another one uses its key, and going on would contradict it. */
public final class AnotherNodeException extends Refusal {
    private static final long serialVersionUID = 1L;

    AnotherNodeException(String message) {
        super(Kind.FAILED, message);
    }
}
