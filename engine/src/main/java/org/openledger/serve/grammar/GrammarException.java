package org.openledger.serve.grammar;

/** A schema that answers cannot be held to; the message says what of it, and where. */
public final class GrammarException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GrammarException(String message) {
        super(message);
    }
}
