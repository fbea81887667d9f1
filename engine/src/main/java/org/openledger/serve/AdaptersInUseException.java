package org.openledger.serve;

/** The adapters that running texts use fill the memory for adapters: try again when some have ended. */
public final class AdaptersInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AdaptersInUseException(long maxBytes) {
        super("the adapters in use fill the " + maxBytes + " bytes that adapters may take; try again in a moment");
    }
}
