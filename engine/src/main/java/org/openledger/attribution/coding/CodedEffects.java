package org.openledger.attribution.coding;

import java.util.Arrays;
import java.util.List;

/**
 * What each contributor did to one answer, from what each of a few runs lost that left out several of them. Each run loses the sum of
 * what its contributors did, and an error, since removals of many do not quite add up. Few contributors shape an answer, so that their
 * effects are told from fewer runs than there are contributors: each effect is drawn from a normal distribution whose variance is
 * fitted to the answer, and most variances shrink to the floor (sparse Bayesian learning; M. Tipping, "Sparse Bayesian learning and the
 * relevance vector machine", 2001). The fit is made on the whole answer. What it gives is linear in the losses, so it holds for each token
 * too, and the tokens' effects sum to the answer's.
 */
public final class CodedEffects {
    private static final int ROUNDS = 30;

    /**
     * The error of a run's sum, in parts of the runs' root mean square loss; and what anybody may have done for all that. Measured on the
     * demo's rows by 24 contributors in twelve runs: .05 to .2 name the same ones, and .2 holds the real effects in its doubts.
     */
    private static final double ERROR = 0.2;

    /**
     * By how much doubts grow with what each run loses beside what the others foresee of it, in parts of all: where removals do not add
     * up, nobody's effect is told. On the same runs the doubts held the real effects of others' words, of which removals foresee .09, in .42 of the
     * cases without this, and .69 with half of it; of learnt rows they always did, and became a tenth wider.
     */
    private static final double OF_MISSED = 40;

    private final double[][] gain;
    private final double[] variances;

    private CodedEffects(double[][] gain, double[] variances) {
        this.gain = gain;
        this.variances = variances;
    }

    /**
     * Fits to an answer.
     *
     * @param contributors how many there are
     * @param leftOut by number, whom each run leaves out
     * @param losses what the answer loses in each run, in nats
     */
    public static CodedEffects of(int contributors, List<List<Integer>> leftOut, double[] losses) {
        double[] variances = new double[contributors];
        boolean[][] leaves = new boolean[losses.length][contributors];
        for (int run = 0; run < losses.length; run++) {
            for (int contributor : leftOut.get(run)) {
                leaves[run][contributor] = true;
                variances[contributor] = 1;
            }
        }
        double square = Arrays.stream(losses).map(loss -> loss * loss).sum() / losses.length;
        if (square == 0) {
            Arrays.fill(variances, 0);
            return new CodedEffects(new double[contributors][losses.length], variances);
        }
        double each = square / leftOut.stream().mapToInt(List::size).average().orElseThrow();
        double floor = ERROR * ERROR * each;
        for (int c = 0; c < contributors; c++) {
            variances[c] *= each;
        }
        PositiveDefinite covariance = covariance(leaves, variances, ERROR * ERROR * square);
        double[][] gain = gain(leaves, variances, covariance);
        for (int round = 1; round < ROUNDS; round++) {
            for (int c = 0; c < contributors; c++) {
                double effect = product(gain[c], losses);
                variances[c] = variances[c] == 0
                        ? 0
                        : Math.max(floor, effect * effect + left(variances[c], leaves, c, gain[c]));
            }
            covariance = covariance(leaves, variances, ERROR * ERROR * square);
            gain = gain(leaves, variances, covariance);
        }
        double wider = 1 + OF_MISSED * missed(covariance, losses);
        double[] doubts = new double[contributors];
        for (int c = 0; c < contributors; c++) {
            doubts[c] = wider * left(variances[c], leaves, c, gain[c]);
        }
        return new CodedEffects(gain, doubts);
    }

    /** What is left of a contributor's variance when the losses are known. */
    private static double left(double variance, boolean[][] leaves, int contributor, double[] gain) {
        double known = 0;
        for (int run = 0; run < gain.length; run++) {
            known += leaves[run][contributor] ? gain[run] : 0;
        }
        return variance * (1 - known);
    }

    /**
     * The square of what the other runs do not foresee of each run's loss, in parts of all squares: (K⁻¹y)ᵢ/(K⁻¹)ᵢᵢ with one run left out (C. Rasmussen and C. Williams,
     * "Gaussian processes for machine learning", 2006, 5.4.2).
     */
    private static double missed(PositiveDefinite covariance, double[] losses) {
        double[] solved = covariance.solve(losses);
        double missed = 0;
        for (int run = 0; run < losses.length; run++) {
            double[] unit = new double[losses.length];
            unit[run] = 1;
            double miss = solved[run] / covariance.solve(unit)[run];
            missed += miss * miss;
        }
        return missed / product(losses, losses);
    }

    /** A V Aᵀ + error I: how the runs' losses vary together. */
    private static PositiveDefinite covariance(boolean[][] leaves, double[] variances, double error) {
        int runs = leaves.length;
        double[][] covariance = new double[runs][runs];
        for (int i = 0; i < runs; i++) {
            for (int j = 0; j <= i; j++) {
                for (int c = 0; c < variances.length; c++) {
                    covariance[i][j] += leaves[i][c] && leaves[j][c] ? variances[c] : 0;
                }
            }
            covariance[i][i] += error;
        }
        return new PositiveDefinite(covariance);
    }

    /** V Aᵀ K⁻¹: what a contributor has of each run's loss, [contributors][runs]. */
    private static double[][] gain(boolean[][] leaves, double[] variances, PositiveDefinite covariance) {
        int runs = leaves.length;
        double[][] gain = new double[variances.length][];
        for (int c = 0; c < gain.length; c++) {
            double[] row = new double[runs];
            for (int run = 0; run < runs; run++) {
                row[run] = leaves[run][c] ? variances[c] : 0;
            }
            gain[c] = variances[c] == 0 ? row : covariance.solve(row);
        }
        return gain;
    }

    private static double product(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    int contributors() {
        return gain.length;
    }

    /** What a contributor did, of what each run loses: of the whole answer or of one of its tokens, in nats. */
    public double effect(int contributor, double[] losses) {
        return product(gain[contributor], losses);
    }

    /** The standard deviation of a contributor's effect on the whole answer, in nats. */
    public double doubt(int contributor) {
        return Math.sqrt(Math.max(0, variances[contributor]));
    }
}
