package org.openledger.train.descent;

import org.openledger.tensor.Seeds;

/** Which rows each step takes: all rows in a new order each epoch. A pure function of the seed, so a run can resume anywhere. */
public final class RowOrder {
    private final int rows;
    private final int batchRows;
    private final long seed;
    private long epoch = -1;
    private int[] order = new int[0];

    public RowOrder(int rows, int batchRows, long seed) {
        this.rows = rows;
        this.batchRows = batchRows;
        this.seed = seed;
    }

    /** The numbers of the rows of a step that counts from 0. */
    public int[] batch(int step) {
        int[] batch = new int[batchRows];
        for (int i = 0; i < batchRows; i++) {
            long taken = (long) step * batchRows + i;
            if (taken / rows != epoch) {
                epoch = taken / rows;
                order = Seeds.permutation(rows, Seeds.stream(seed, "epoch " + epoch));
            }
            batch[i] = order[(int) (taken % rows)];
        }
        return batch;
    }
}
