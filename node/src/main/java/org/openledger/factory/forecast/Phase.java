package org.openledger.factory.forecast;

import java.util.Locale;
import org.openledger.verify.bytes.Worded;

/** The parts of a run that take time, in their order. */
public enum Phase implements Worded {
    TRAINING,
    /** The model is asked what it never learnt. */
    EVALUATING,
    /** Adapters are trained that leave contributors out. */
    ATTRIBUTING,
    /** What the rows did for those held out. */
    VALUING;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
