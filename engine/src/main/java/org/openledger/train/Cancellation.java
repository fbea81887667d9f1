package org.openledger.train;

/** Asked before every step whether to stop. */
@FunctionalInterface
public interface Cancellation {
    /** Never stops. */
    Cancellation NEVER = () -> false;

    /** Whether the run shall stop now; what a checkpoint holds can be resumed. */
    boolean requested();
}
