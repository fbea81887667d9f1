package org.openledger.store;

/** The database does not answer; nothing of the transaction is known to have happened. Trying again helps once it does. */
public final class DatabaseUnreachableException extends Refusal {
    private static final long serialVersionUID = 1L;

    private static final long RETRY_AFTER_MILLIS = 5_000;

    DatabaseUnreachableException(Throwable cause) {
        super(
                Kind.NOT_READY.retryAfter(RETRY_AFTER_MILLIS),
                "The database does not answer: check that its server runs and can be reached, and try again.",
                cause);
    }
}
