package org.openledger.attribution.calibration;

/**
 * The effect of one contributor on one answer by two seeds, in nats.
 *
 * @param kind of the answer
 * @param leads whether at least half of all that made the answer likelier is the contributor's, in the run that answers
 * @param contributor by number; one who is compared with several seeds has several
 * @param effect in the run that answers
 * @param low lower end of its 90 % interval over the answer's tokens
 * @param high upper end
 * @param other the effect with the other seed
 */
public record Pair(
        AnswerKind kind, boolean leads, int contributor, double effect, double low, double high, double other) {
    /** By how much the interval must be widened about the effect so that the other one lies at its end. */
    double factor() {
        return other == effect ? 0 : Math.abs(other - effect) / (other < effect ? effect - low : high - effect);
    }

    /** Half of the interval's width. */
    double half() {
        return (high - low) / 2;
    }
}
