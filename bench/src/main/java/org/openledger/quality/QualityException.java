package org.openledger.quality;

import org.openledger.app.AppException;

/** A measurement cannot be made; the message says what was wrong, where, and what to do. */
public final class QualityException extends AppException {
    private static final long serialVersionUID = 1L;

    public QualityException(String message) {
        super(message);
    }
}
