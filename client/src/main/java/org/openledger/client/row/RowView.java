package org.openledger.client.row;

import java.util.Map;
import java.util.Optional;
import org.openledger.client.shape.Example;

/**
 * A row.
 *
 * @param leaf its hash in the trees of its contribution and versions
 * @param text its fields as a reader meets them; empty once it was erased
 * @param metadata what its file said of it beside its fields, by column
 * @param contributor the address that gave it
 * @param contributorName what the node calls the contributor
 * @param datanet the Datanet's number
 * @param datanetName the Datanet's name
 * @param version number of the first version it is in
 * @param position its line in the upload, from 1
 * @param licence of the Datanet, an SPDX identifier
 * @param status whether it is in
 * @param reason the code of why it is not in
 * @param leader the row that it repeats
 * @param earnedGwei what it brought its contributor, where that is asked for
 */
public record RowView(
        String leaf,
        String text,
        @Example("{\"source\": \"own notes\"}") Map<String, String> metadata,
        String contributor,
        Optional<String> contributorName,
        String datanet,
        String datanetName,
        Optional<Long> version,
        long position,
        String licence,
        String status,
        Optional<String> reason,
        Optional<String> leader,
        Optional<Long> earnedGwei) {}
