package org.openledger.notification;

import org.openledger.store.Refusal;

/** Something about a target of notifications was refused. */
public final class NotificationException extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotificationException(Kind kind, String message) {
        super(kind, message);
    }

    public NotificationException(Reason reason, String message) {
        super(reason, message);
    }
}
