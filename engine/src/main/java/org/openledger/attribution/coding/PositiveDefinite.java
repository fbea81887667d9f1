package org.openledger.attribution.coding;

/** A symmetric matrix whose every quadratic form is above zero, as the product of a lower triangle and its transpose (Cholesky). */
public final class PositiveDefinite {
    private final double[][] lower;

    /** @param matrix [n][n]; only its lower triangle is read */
    public PositiveDefinite(double[][] matrix) {
        int n = matrix.length;
        this.lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
    }

    /** What the matrix takes to {@code right}. */
    public double[] solve(double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }
}
