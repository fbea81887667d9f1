package org.openledger.client.wallet;

import java.util.Optional;
import org.openledger.client.shape.Words;
import tools.jackson.databind.JsonNode;

/**
 * What became of what an account asked.
 *
 * @param account who asked
 * @param state sent, or to be signed first
 * @param key of its last transaction in the outbox, once it is sent
 * @param says what happens, in a sentence; of a document to sign, what it allows
 * @param typedData the EIP-712 document that the account signs, where its signature is needed
 */
public record WalletOutcome(
        String account,
        @Words({"sent", "to-sign"}) String state,
        Optional<String> key,
        String says,
        Optional<JsonNode> typedData) {
    /** Jackson reads an absent member of this type as JSON null. */
    public WalletOutcome {
        typedData = typedData.filter(document -> !document.isNull());
    }
}
