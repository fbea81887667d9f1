package org.openledger.attribution.calibration;

/** How well an answer is supported by the rows of the contributor who supports it best: what can be told of an answer without a judge. */
public enum AnswerKind {
    UNSUPPORTED,
    PARTLY,
    SUPPORTED;

    private static final int LITTLE_PPM = 250_000;
    private static final int MUCH_PPM = 750_000;

    /** @param supportPpm the largest support of a contributor, in parts per million */
    public static AnswerKind of(int supportPpm) {
        if (supportPpm < LITTLE_PPM) {
            return UNSUPPORTED;
        }
        return supportPpm < MUCH_PPM ? PARTLY : SUPPORTED;
    }
}
