package org.openledger.client.review;

import java.util.List;
import org.openledger.client.row.RowView;
import org.openledger.client.shape.AtMost;

/**
 * Rows of a Datanet's newest version that may say the same as another in other words: advice for who reviews, and no finding.
 *
 * @param list the closest first
 */
public record AlikeRows(@AtMost(5) List<AlikeRow> list) {
    /**
     * A row that may say the same.
     *
     * @param row that is in the version
     * @param score how close it is beside the others that were found, from 0 to 1
     */
    public record AlikeRow(RowView row, double score) {}
}
