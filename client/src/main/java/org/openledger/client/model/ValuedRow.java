package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.row.RowView;

/**
 * What a row did for the loss on held-out rows.
 *
 * @param leaf of the row
 * @param contributor who gave it
 * @param contributorName what the node calls the contributor
 * @param nanonats by how much it lowered the loss, in 10⁻⁹ nats a token
 * @param row the row itself, while the node has it
 */
public record ValuedRow(
        String leaf, String contributor, Optional<String> contributorName, long nanonats, Optional<RowView> row) {}
