package org.openledger.train.pretrain;

import java.util.Arrays;
import org.openledger.model.text.Tokenizer;

/** Rows of a fixed length filled with whole texts one after the other; a text longer than a row is cut. */
final class PackedRows {
    private final Corpus corpus;
    private final Tokenizer tokenizer;
    private final int rowTokens;
    private long nextDocument;
    private int[] waiting = new int[0];

    PackedRows(Corpus corpus, Tokenizer tokenizer, int rowTokens) {
        this.corpus = corpus;
        this.tokenizer = tokenizer;
        this.rowTokens = rowTokens;
    }

    /** The next rows, each no longer than a row may be. */
    int[][] next(int rows) {
        int[][] next = new int[rows][];
        for (int row = 0; row < rows; row++) {
            next[row] = nextRow();
        }
        return next;
    }

    private int[] nextRow() {
        int[] row = new int[rowTokens];
        int filled = 0;
        while (true) {
            if (waiting.length == 0) {
                waiting = tokenizer.encode(corpus.document(nextDocument++));
            }
            if (filled + waiting.length > rowTokens) {
                if (filled > 0) {
                    return Arrays.copyOf(row, filled);
                }
                waiting = Arrays.copyOf(waiting, rowTokens);
            }
            System.arraycopy(waiting, 0, row, filled, waiting.length);
            filled += waiting.length;
            waiting = new int[0];
        }
    }
}
