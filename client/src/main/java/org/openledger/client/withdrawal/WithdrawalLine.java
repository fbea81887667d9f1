package org.openledger.client.withdrawal;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * Rows that were taken back.
 *
 * @param id its number at this node
 * @param datanet the Datanet's number
 * @param contributor the address that gave them
 * @param contributorName what the node calls the contributor
 * @param takedown the notice after which the Datanet's owner took them out
 * @param rows how many they are
 * @param timeMillis when
 * @param state done once nothing derived from the rows is left
 * @param digest SHA-256 of its public record, which names the rows' leaves
 * @param logIndex the log's entry of it
 */
public record WithdrawalLine(
        String id,
        String datanet,
        String contributor,
        Optional<String> contributorName,
        Optional<String> takedown,
        long rows,
        long timeMillis,
        @Words({"erasing", "done"}) String state,
        String digest,
        long logIndex) {}
