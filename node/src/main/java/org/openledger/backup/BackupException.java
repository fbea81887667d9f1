package org.openledger.backup;

import org.openledger.store.Refusal;

/** A backup cannot be taken, or is not what was written. */
public final class BackupException extends Refusal {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(Kind.FAILED, message);
    }

    BackupException(String message, Throwable cause) {
        super(Kind.FAILED, message, cause);
    }

    BackupException(Kind kind, String message) {
        super(kind, message);
    }
}
