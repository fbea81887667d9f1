package org.openledger.factory;

/** Where a run is in its life. */
public enum RunState {
    QUEUED,
    TRAINING,
    /** The adapter is there; it is asked what it never learnt. */
    EVALUATING,
    /** The adapter is there; the chain is to give the model its token. */
    REGISTERING,
    /** The model is served; its counterfactual adapters are being trained. */
    ATTRIBUTING,
    /** Its answers are attributed; what its rows did for rows held out is being measured. */
    VALUING,
    READY,
    FAILED,
    CANCELLED;

    public boolean isEnded() {
        return this == READY || this == FAILED || this == CANCELLED;
    }
}
