package org.openledger.answer;

import org.openledger.store.Refusal;

/** An inference, or what is known of one, that is refused. */
public final class GatewayException extends Refusal {
    private static final long serialVersionUID = 1L;

    public GatewayException(Kind kind, String message) {
        super(kind, message);
    }

    public GatewayException(Reason reason, String message) {
        super(reason, message);
    }
}
