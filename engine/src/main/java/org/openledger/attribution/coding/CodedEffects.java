package org.openledger.attribution.coding;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What each contributor did to one answer, from what each of a few runs lost that left out several of them. Each run loses the sum of
 * what its contributors did, and an error, since removals of many do not quite add up. Few contributors shape an answer, so that their
 * effects are told from fewer runs than there are contributors: each effect is drawn from a normal distribution whose variance is
 * fitted to the answer, and most variances shrink to the floor (sparse Bayesian learning; M. Tipping, "Sparse Bayesian learning and the
 * relevance vector machine", 2001). Contributors who are alike also have an effect together, which only the runs that leave out all of
 * them lose; they divide it equally (the Shapley value of what only all of them together explain). The fit is made on the whole answer.
 * What it gives is linear in the losses, so it holds for each token too, and the tokens' effects sum to the answer's.
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

    private final int contributors;
    private final List<List<Integer>> alike;
    /** Of each contributor alone, then of each set: the part of each run's loss. */
    private final double[][] gain;

    private final double[] doubts;

    private CodedEffects(int contributors, List<List<Integer>> alike, double[][] gain, double[] doubts) {
        this.contributors = contributors;
        this.alike = alike;
        this.gain = gain;
        this.doubts = doubts;
    }

    /**
     * Fits to an answer.
     *
     * @param contributors how many there are
     * @param alike sets of them, by number; nobody in two
     * @param leftOut by number, whom each run leaves out
     * @param losses what the answer loses in each run, in nats
     */
    public static CodedEffects of(
            int contributors, List<List<Integer>> alike, List<List<Integer>> leftOut, double[] losses) {
        int columns = contributors + alike.size();
        double square = product(losses, losses) / losses.length;
        if (square == 0) {
            return new CodedEffects(contributors, alike, new double[columns][losses.length], new double[contributors]);
        }
        boolean[][] leaves = leaves(contributors, alike, leftOut);
        double each = square / leftOut.stream().mapToInt(List::size).average().orElseThrow();
        double floor = ERROR * ERROR * each;
        double[] variances = new double[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            variances[c] = Arrays.stream(leaves).anyMatch(run -> run[column]) ? each : 0;
        }
        PositiveDefinite covariance = covariance(leaves, variances, ERROR * ERROR * square);
        double[][] gain = gain(leaves, variances, covariance);
        for (int round = 1; round < ROUNDS; round++) {
            for (int c = 0; c < columns; c++) {
                double effect = product(gain[c], losses);
                variances[c] =
                        variances[c] == 0 ? 0 : Math.max(floor, effect * effect + left(variances, leaves, c, c, gain));
            }
            covariance = covariance(leaves, variances, ERROR * ERROR * square);
            gain = gain(leaves, variances, covariance);
        }
        double wider = 1 + OF_MISSED * missed(covariance, losses);
        double[] doubts = new double[contributors];
        for (int c = 0; c < contributors; c++) {
            double variance = left(variances, leaves, c, c, gain);
            for (int set = 0; set < alike.size(); set++) {
                if (alike.get(set).contains(c)) {
                    int together = contributors + set;
                    double share = 1.0 / alike.get(set).size();
                    variance += share * share * left(variances, leaves, together, together, gain)
                            + 2 * share * left(variances, leaves, c, together, gain);
                }
            }
            doubts[c] = Math.sqrt(Math.max(0, wider * variance));
        }
        return new CodedEffects(contributors, alike, gain, doubts);
    }

    /** Which runs show what a contributor did alone, and which what a set did together: [runs][contributors, then sets]. */
    private static boolean[][] leaves(int contributors, List<List<Integer>> alike, List<List<Integer>> leftOut) {
        boolean[][] leaves = new boolean[leftOut.size()][contributors + alike.size()];
        for (int run = 0; run < leaves.length; run++) {
            Set<Integer> without = new HashSet<>(leftOut.get(run));
            for (int contributor : without) {
                leaves[run][contributor] = true;
            }
            for (int set = 0; set < alike.size(); set++) {
                leaves[run][contributors + set] = without.containsAll(alike.get(set));
            }
        }
        return leaves;
    }

    /** How two effects vary together when the losses are known, of two columns. */
    private static double left(double[] variances, boolean[][] leaves, int one, int other, double[][] gain) {
        double known = 0;
        for (int run = 0; run < leaves.length; run++) {
            known += leaves[run][other] ? gain[one][run] * variances[other] : 0;
        }
        return (one == other ? variances[one] : 0) - known;
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
        return contributors;
    }

    /** What a contributor did, of what each run loses: of the whole answer or of one of its tokens, in nats. */
    public double effect(int contributor, double[] losses) {
        double effect = product(gain[contributor], losses);
        for (int set = 0; set < alike.size(); set++) {
            if (alike.get(set).contains(contributor)) {
                effect += product(gain[contributors + set], losses)
                        / alike.get(set).size();
            }
        }
        return effect;
    }

    /** What would be lost without some contributors, of what each run loses, in nats. */
    public double loss(List<Integer> without, double[] losses) {
        double loss = 0;
        for (int contributor : without) {
            loss += product(gain[contributor], losses);
        }
        for (int set = 0; set < alike.size(); set++) {
            loss += without.containsAll(alike.get(set)) ? product(gain[contributors + set], losses) : 0;
        }
        return loss;
    }

    /** The standard deviation of a contributor's effect on the whole answer, in nats. */
    public double doubt(int contributor) {
        return doubts[contributor];
    }
}
