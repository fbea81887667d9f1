package org.openledger.attribution.calibration;

/**
 * A corner of a rising curve, in parts per million.
 *
 * @param statedPpm the part of an answer's credit that stays when its tokens are resampled
 * @param foundPpm the part that another seed gives to the same receivers
 */
public record Corner(int statedPpm, int foundPpm) {
    private static final int WHOLE_PPM = 1_000_000;

    public Corner {
        if (statedPpm < 0 || statedPpm > WHOLE_PPM || foundPpm < 0 || foundPpm > WHOLE_PPM) {
            throw new IllegalArgumentException("a confidence of " + statedPpm + " that is worth " + foundPpm
                    + " parts per million; both lie between 0 and " + WHOLE_PPM);
        }
    }
}
