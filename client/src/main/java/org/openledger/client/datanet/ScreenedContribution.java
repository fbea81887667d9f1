package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.shape.Words;
import tools.jackson.databind.JsonNode;

/**
 * An upload after its screening.
 *
 * @param id the contribution's number
 * @param datanet the Datanet's number
 * @param contributor the address that gives it
 * @param state screened when it waits for a signature; empty when no row is left
 * @param rowsSubmitted lines of the upload
 * @param rowsPassed rows that passed the screening
 * @param rowsAccepted the same, as long as nobody has reviewed them
 * @param rowsRejected lines that are not in
 * @param root of the Merkle tree over its rows; empty while it has none
 * @param timeMillis when it was uploaded
 * @param file what its file is
 * @param mapping which column of the file each field was taken from
 * @param typedData the EIP-712 document that the contributor signs
 */
public record ScreenedContribution(
        String id,
        String datanet,
        String contributor,
        @Words({"screened", "empty"}) String state,
        long rowsSubmitted,
        long rowsPassed,
        long rowsAccepted,
        long rowsRejected,
        String root,
        long timeMillis,
        String file,
        String mapping,
        Optional<JsonNode> typedData) {
    /** Jackson reads an absent member of this type as JSON null. */
    public ScreenedContribution {
        typedData = typedData.filter(document -> !document.isNull());
    }
}
