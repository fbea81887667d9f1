package org.openledger.attribution.influence;

import java.util.List;

/**
 * What taking some contributors away should take from an answer by the {@link FirstOrder}, where nobody measured it.
 *
 * @param contributors sorted; more than one where they are taken away together
 * @param nats of the whole answer
 */
record PredictedEffect(List<String> contributors, double nats) {
    /**
     * A foreseen effect of e stands for anything within e ± {@value #DOUBT}·|e|. On a run of 100 contributors that learnt hard the
     * real effect was in there for 84 to 90 % of those who were not measured, within e ± |e| for 54 to 75 %.
     */
    static final int DOUBT = 3;

    PredictedEffect {
        contributors = List.copyOf(contributors);
    }
}
