package org.openledger.store;

import java.io.IOException;

/** There is no room to write; nothing of the transaction happened. Trying again helps once there is room. */
public final class DiskFullException extends Refusal {
    private static final long serialVersionUID = 1L;

    private static final long RETRY_AFTER_MILLIS = 10_000;
    private static final String NO_SPACE = "No space left on device";

    DiskFullException(Throwable cause) {
        super(
                Kind.NOT_READY.retryAfter(RETRY_AFTER_MILLIS),
                "The node's disk is full, nothing was changed: make room and try again.",
                cause);
    }

    /** Java has no type for it: the operating system's words tell. */
    static boolean explains(IOException failure) {
        return String.valueOf(failure.getMessage()).endsWith(NO_SPACE);
    }
}
