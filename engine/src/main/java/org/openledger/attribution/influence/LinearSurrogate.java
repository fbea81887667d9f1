package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.openledger.attribution.coding.PositiveDefinite;

/**
 * What each of many sources adds to each token of an answer, as a linear model fitted to the answer's log-probabilities under
 * random parts of the sources (B. Cohen-Wang et al., "ContextCite: attributing model generation to context", NeurIPS 2024; here
 * by least squares instead of the lasso, so that nothing is chosen). Masks come in complementary pairs, which takes the noise of
 * second-order effects out of the weights (I. Covert, S. Lee, "Improving KernelSHAP", 2021). Where sources add up, the weights are
 * exactly what leaving each out takes away; where two cover for each other, each gets about half.
 */
final class LinearSurrogate {
    /** Masks for each source: four unknowns' worth of measurements for one unknown. */
    private static final int MASKS_PER_SOURCE = 4;
    /** Keeps the equations solvable whatever masks were drawn; changes a weight by less than a millionth of itself. */
    private static final double RIDGE = 1e-6;

    private LinearSurrogate() {}

    /** Which sources are left out, for each measurement that {@link #fit} needs; the same seed gives the same masks. */
    static List<BitSet> masks(int sources, long seed) {
        SplitMix random = new SplitMix(seed);
        List<BitSet> masks = new ArrayList<>();
        for (int pair = 0; pair < MASKS_PER_SOURCE * sources / 2; pair++) {
            BitSet mask = new BitSet(sources);
            for (int source = 0; source < sources; source++) {
                mask.set(source, random.below(2) == 0);
            }
            BitSet complement = (BitSet) mask.clone();
            complement.flip(0, sources);
            masks.add(mask);
            masks.add(complement);
        }
        return masks;
    }

    /**
     * The weight of each source in each token: [sources][tokens].
     *
     * @param masks which sources were left out
     * @param measured log-probabilities of the tokens under each mask: [masks][tokens]
     */
    static double[][] fit(int sources, List<BitSet> masks, double[][] measured) {
        double[][] design = new double[masks.size()][sources];
        for (int m = 0; m < design.length; m++) {
            for (int s = 0; s < sources; s++) {
                design[m][s] = masks.get(m).get(s) ? -0.5 : 0.5;
            }
        }
        PositiveDefinite factor = new PositiveDefinite(normalMatrix(design, sources));
        int tokens = measured[0].length;
        double[][] weights = new double[sources][tokens];
        double[] right = new double[sources];
        for (int t = 0; t < tokens; t++) {
            for (int s = 0; s < sources; s++) {
                right[s] = 0;
                for (int m = 0; m < design.length; m++) {
                    right[s] += design[m][s] * measured[m][t];
                }
            }
            double[] solved = factor.solve(right);
            for (int s = 0; s < sources; s++) {
                weights[s][t] = solved[s];
            }
        }
        return weights;
    }

    /** XᵀX + λI. Pairs of complements make the columns sum to 0, so the constant term needs no column of its own. */
    private static double[][] normalMatrix(double[][] design, int sources) {
        double[][] matrix = new double[sources][sources];
        for (int i = 0; i < sources; i++) {
            for (int j = 0; j < sources; j++) {
                for (double[] row : design) {
                    matrix[i][j] += row[i] * row[j];
                }
            }
            matrix[i][i] += RIDGE;
        }
        return matrix;
    }
}
