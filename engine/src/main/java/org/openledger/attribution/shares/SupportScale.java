package org.openledger.attribution.shares;

/**
 * From how much of an answer rows carry to its support: nothing up to {@code nonePpm}, all from {@code allPpm}, and in proportion
 * between them. {@link SupportFit} finds the two for a run; its manifest keeps them.
 */
public record SupportScale(int nonePpm, int allPpm) {
    /** Of runs that tell nothing, and of those from before scales were kept. */
    public static final SupportScale STANDARD = new SupportScale(550_000, 900_000);

    /** The least and the most that a scale may begin with. */
    static final double LEAST = 0.55;

    static final double MOST = 0.8;
    private static final double LEAST_FULL = 0.85;
    private static final double FULL = 0.95;

    public SupportScale {
        if (nonePpm < 0 || nonePpm >= allPpm || allPpm > Apportionment.WHOLE_PPM) {
            throw new IllegalArgumentException(
                    "a scale of support from " + nonePpm + " to " + allPpm + " parts per million");
        }
    }

    /**
     * The scale between what answers carry that no row covers and what those carry that a row does.
     *
     * @param uncovered what most of the first do not reach
     * @param covered what most of the second reach
     */
    static SupportScale between(double uncovered, double covered) {
        double none = Math.clamp(uncovered, LEAST, MOST);
        double all = Math.clamp(covered, LEAST_FULL, FULL);
        return new SupportScale(ppm(none), ppm(all));
    }

    /** @param carried in [0, 1] */
    int supportPpm(double carried) {
        double part = (carried * Apportionment.WHOLE_PPM - nonePpm) / (allPpm - nonePpm);
        return ppm(Math.clamp(part, 0, 1));
    }

    private static int ppm(double part) {
        return (int) Math.round(part * Apportionment.WHOLE_PPM);
    }
}
