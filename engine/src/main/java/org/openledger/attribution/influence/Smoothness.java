package org.openledger.attribution.influence;

import java.util.Arrays;
import java.util.List;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.train.TrainingRow;

/**
 * Whether a run goes a like way when some of its rows weigh a little less, measured before anything is trained to explain it. The
 * rows of a random half of the contributors weigh 1, then half, then nothing; on a smooth run what the second half of this way does to
 * other rows is what the first half did. On a rough one each weight ends somewhere else, and no effect of one removal tells of another.
 *
 * <p>It is Pearson's correlation, over the response tokens of the rows that are asked, of the two rises of a token's loss; 0 where it is
 * below. A common rise of all tokens does not count. After metasmoothness (L. Engstrom et al., "Optimizing ML training with metagradient descent", 2025), which
 * compares how two such steps move the weights; here what they do to answers is compared, and a half is left out wholly, as
 * {@link Predictability} leaves it out.
 */
public final class Smoothness {
    /** What a run should reach. */
    public static final int SMOOTH_PPM = 900_000;

    private static final int ROWS = 64;

    private Smoothness() {}

    /**
     * In parts per million.
     *
     * @param asked rows, best of all some that the run has not learnt
     * @param withHalf the adapter of the run in which the rows weigh half
     * @param without the adapter of the run without them
     */
    static int ppm(BaseModel base, List<TrainingRow> asked, Adapter whole, Adapter withHalf, Adapter without) {
        List<TrainingRow> some = TrainingRow.spread(asked, ROWS);
        double[] at1 = losses(base, whole, some);
        double[] atHalf = losses(base, withHalf, some);
        double[] at0 = losses(base, without, some);
        return ofRises(minus(atHalf, at1), minus(at0, atHalf));
    }

    private static int ofRises(double[] first, double[] second) {
        double meanFirst = Arrays.stream(first).average().orElse(0);
        double meanSecond = Arrays.stream(second).average().orElse(0);
        double product = 0;
        double squaresFirst = 0;
        double squaresSecond = 0;
        for (int i = 0; i < first.length; i++) {
            product += (first[i] - meanFirst) * (second[i] - meanSecond);
            squaresFirst += (first[i] - meanFirst) * (first[i] - meanFirst);
            squaresSecond += (second[i] - meanSecond) * (second[i] - meanSecond);
        }
        double scale = Math.sqrt(squaresFirst * squaresSecond);
        return scale == 0 ? Manifest.WHOLLY_PPM : (int) Math.round(1e6 * Math.clamp(product / scale, 0, 1));
    }

    private static double[] minus(double[] first, double[] second) {
        double[] difference = new double[first.length];
        Arrays.setAll(difference, i -> first[i] - second[i]);
        return difference;
    }

    /** −log p of the response tokens of all rows, in nats. */
    private static double[] losses(BaseModel base, Adapter adapter, List<TrainingRow> rows) {
        return Arrays.stream(AnswerScoring.ofRows(base, adapter, rows))
                .flatMapToDouble(Arrays::stream)
                .map(logProbability -> -logProbability)
                .toArray();
    }
}
