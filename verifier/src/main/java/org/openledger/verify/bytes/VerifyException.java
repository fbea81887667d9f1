package org.openledger.verify.bytes;

import java.util.Objects;

/** Bytes, a value or a proof that cannot be accepted; the message says what was wrong and where. */
public final class VerifyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VerifyException(String message) {
        super(message);
    }

    public VerifyException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
