package org.openledger.model.file;

/** A model, tokenizer or adapter that cannot be used: says which file, what is wrong with it, and what to do. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
