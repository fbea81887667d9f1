package org.openledger.attribution.influence;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * From how much of an answer rows carry to its support: nothing up to {@code nonePpm}, all from {@code allPpm}, and in proportion
 * between them. The two ends are found for each run, and the manifest of its counterfactual adapters keeps them.
 *
 * @param by what is carried
 */
public record SupportScale(int nonePpm, int allPpm, By by) {
    private static final int WHOLE_PPM = 1_000_000;

    /** How it is told what rows carry; each has scales of its own. */
    public enum By {
        /** Pieces of words, as before. */
        PIECES(0.55, 0.8, 0.85, 0.95, 0.55, 0.9),
        /** Words, of which the rare ones decide, wherever they stand. */
        WORDS(0.5, 0.75, 0.8, 0.9, 0.5, 0.8),
        /** Words where the row has them. */
        CONTEXT(0.5, 0.75, 0.8, 0.9, 0.5, 0.8),
        /** Words, of which names, numbers, units and negations where the row has others contradict it. */
        SLOTS(0.5, 0.75, 0.8, 0.9, 0.5, 0.8),
        /** The same, and a question about something else than the row's is told by what it has in the place of the row's words. */
        QUESTIONS(0.5, 0.75, 0.8, 0.9, 0.5, 0.8);

        private final double leastNone;
        private final double mostNone;
        private final double leastAll;
        private final double mostAll;
        private final double standardNone;
        private final double standardAll;

        By(
                double leastNone,
                double mostNone,
                double leastAll,
                double mostAll,
                double standardNone,
                double standardAll) {
            this.leastNone = leastNone;
            this.mostNone = mostNone;
            this.leastAll = leastAll;
            this.mostAll = mostAll;
            this.standardNone = standardNone;
            this.standardAll = standardAll;
        }

        /** That of a manifest. */
        static By named(String name) {
            return Stream.of(values())
                    .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a scale of support by \"" + name
                            + "\"; it is one of " + List.of(values()).toString().toLowerCase(Locale.ROOT)));
        }

        /** Of runs that tell nothing, and of those whose scale is another's. */
        public SupportScale standard() {
            return new SupportScale(ppm(standardNone), ppm(standardAll), this);
        }

        /**
         * The scale between what answers carry that no row covers and what those carry that a row does.
         *
         * @param uncovered what most of the first do not reach
         * @param covered what most of the second reach
         */
        public SupportScale between(double uncovered, double covered) {
            return new SupportScale(
                    ppm(Math.clamp(uncovered, leastNone, mostNone)), ppm(Math.clamp(covered, leastAll, mostAll)), this);
        }
    }

    public SupportScale {
        if (nonePpm < 0 || nonePpm >= allPpm || allPpm > WHOLE_PPM) {
            throw new IllegalArgumentException("a scale of support from " + nonePpm + " to " + allPpm
                    + " parts per million; it must begin at 0 or above," + " and end above that and at " + WHOLE_PPM
                    + " or below");
        }
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
