package org.openledger.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openledger.quality.Coverage;
import org.openledger.quality.Lds;
import org.openledger.quality.statistics.Measure;

/** What is measured of attribution, part by part. */
enum BenchPart {
    /** How credit predicts retraining. */
    RETRAINING,
    /** What attacks gain, what two get who know the same, what defences cost. */
    ATTACKS,
    /** Whether planted facts are traced, and what is paid for nothing. */
    FACTS,
    /** What is credited and paid for answers that nobody taught, by the run that users get. */
    UNCOVERED,
    /** How far rows support what the same run answers to the same questions; it measures nobody's effect and takes a tenth of that. */
    SUPPORT,
    /** Whether intervals and confidence hold for another seed, and what an answer releases that is given often. */
    CALIBRATION,
    /** How long it takes among many. */
    TIMES,
    /** Whom answers name that say what one row says, where names are shared and texts are about the same without saying it. */
    NAMING,
    /** Whom rows name by what they carry of an answer, without a model, on generated facts and on rows that are given. */
    PROVENANCE,
    /** What it takes to prepare attribution beside the run, and how far effects are from real removals then. */
    COST;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What came out of a part.
     *
     * @param lds of {@link #RETRAINING}
     * @param coverage of {@link #FACTS}, else empty
     * @param milliseconds of attributing one answer, sorted; of {@link #FACTS}, else empty
     */
    record Result(
            List<Measure> measures,
            Optional<Lds.Result> lds,
            List<Coverage.Point> coverage,
            List<Double> milliseconds,
            double seconds,
            double cpuSeconds) {}
}
