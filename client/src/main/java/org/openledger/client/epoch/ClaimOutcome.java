package org.openledger.client.epoch;

import java.util.Optional;
import org.openledger.client.shape.Words;
import tools.jackson.databind.JsonNode;

/**
 * What became of a claim.
 *
 * @param account that earned it
 * @param state sent, not worth its gas, or to be signed first
 * @param gwei how much it is
 * @param says so in a sentence
 * @param typedData the EIP-712 document that the account signs, where its signature is needed
 */
public record ClaimOutcome(
        String account,
        @Words({"sent", "too-little", "to-sign"}) String state,
        long gwei,
        String says,
        Optional<JsonNode> typedData) {
    /** Jackson reads an absent member of this type as JSON null. */
    public ClaimOutcome {
        typedData = typedData.filter(document -> !document.isNull());
    }
}
