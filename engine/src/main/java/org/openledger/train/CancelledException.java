package org.openledger.train;

/** A run that stopped because it was asked to; its last checkpoint, if it keeps any, can be resumed. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException(int step, int steps) {
        super("the run was cancelled after step " + step + " of " + steps);
    }
}
