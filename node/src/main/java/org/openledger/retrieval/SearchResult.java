package org.openledger.retrieval;

import java.util.List;
import org.openledger.datanet.row.Row;

/**
 * What a search found.
 *
 * @param from every version that was searched, in the order in which its Datanet was named
 * @param rows the best first
 */
public record SearchResult(List<From> from, List<Hit> rows) {
    public SearchResult {
        from = List.copyOf(from);
        rows = List.copyOf(rows);
    }

    /**
     * A version that was searched.
     *
     * @param datanet this node's number for the Datanet
     * @param token the Datanet's id on chain
     * @param root the version's Merkle root
     * @param indexDigest of the index that was searched
     */
    public record From(long datanet, String token, long number, String root, String indexDigest) {}

    /**
     * A row that was found.
     *
     * @param text what the model is given
     * @param score how close it is to the question beside the other candidates, in [0, 1]: see {@link HybridSearch}
     */
    public record Hit(Row row, String text, double score) {}
}
