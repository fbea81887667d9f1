package org.openledger.attribution.shares;

/** Shares or their evidence were asked for with inputs that do not fit; the message says what was wrong and what to do. */
public final class SharesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SharesException(String message) {
        super(message);
    }
}
