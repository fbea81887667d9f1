package org.openledger.tensor;

import org.jspecify.annotations.Nullable;

/** A tensor file that cannot be read or written: says which file, what is wrong with it, and what to do. */
public final class TensorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TensorException(String message) {
        super(message);
    }

    public TensorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
