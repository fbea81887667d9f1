package org.openledger.store;

/** The database does not answer; nothing of the transaction is known to have happened. Trying again helps once it does. */
public final class DatabaseUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnreachableException(Throwable cause) {
        super("the database does not answer: check that its server runs and can be reached", cause);
    }
}
