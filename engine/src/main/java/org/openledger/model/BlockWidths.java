package org.openledger.model;

/** How wide the parts of a block are, which says the shapes of its matrices. */
public interface BlockWidths {
    /** Width of the residual stream. */
    int hiddenSize();

    /** Query heads. */
    int heads();

    /** Key and value heads. */
    int keyValueHeads();

    /** Width of a head. */
    int headSize();

    /** Width inside the feed-forward. */
    int intermediateSize();
}
