package org.openledger.backup;

import org.openledger.store.Refusal;

/** A backup cannot be taken, or is not what was written. */
public final class BackupException extends Refusal {
    private static final long serialVersionUID = 1L;

    public BackupException(String message) {
        super(Kind.FAILED, message);
    }

    public BackupException(String message, Throwable cause) {
        super(Kind.FAILED, message, cause);
    }

    BackupException(Kind kind, String message) {
        super(kind, message);
    }
}
