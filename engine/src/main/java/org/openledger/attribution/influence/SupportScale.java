package org.openledger.attribution.influence;

/**
 * From how much of an answer rows carry to its support: nothing up to {@code nonePpm}, all from {@code allPpm}, and in proportion
 * between them. The two ends are found for each run, and the manifest of its counterfactual adapters keeps them.
 */
public record SupportScale(int nonePpm, int allPpm) {
    private static final int WHOLE_PPM = 1_000_000;

    /** Of runs that tell nothing, and of those from before scales were kept. */
    public static final SupportScale STANDARD = new SupportScale(550_000, 900_000);

    private static final double LEAST = 0.55;
    private static final double MOST = 0.8;
    private static final double LEAST_FULL = 0.85;
    private static final double FULL = 0.95;

    public SupportScale {
        if (nonePpm < 0 || nonePpm >= allPpm || allPpm > WHOLE_PPM) {
            throw new IllegalArgumentException("a scale of support from " + nonePpm + " to " + allPpm
                    + " parts per million; it must begin at 0 or above," + " and end above that and at " + WHOLE_PPM
                    + " or below");
        }
    }

    /**
     * The scale between what answers carry that no row covers and what those carry that a row does.
     *
     * @param uncovered what most of the first do not reach
     * @param covered what most of the second reach
     */
    public static SupportScale between(double uncovered, double covered) {
        double none = Math.clamp(uncovered, LEAST, MOST);
        double all = Math.clamp(covered, LEAST_FULL, FULL);
        return new SupportScale(ppm(none), ppm(all));
    }

    /**
     * The support of an answer, in parts per million.
     *
     * @param carried how much of it rows carry, in [0, 1]
     */
    public int supportPpm(double carried) {
        double part = (carried * WHOLE_PPM - nonePpm) / (allPpm - nonePpm);
        return ppm(Math.clamp(part, 0, 1));
    }

    private static int ppm(double part) {
        return (int) Math.round(part * WHOLE_PPM);
    }
}
