package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * What was decided about a model's name.
 *
 * @param act what was done
 * @param version that answers since; absent where none does
 * @param priceGwei for each token since; absent where the node's own price is asked
 * @param timeMillis when
 * @param logIndex the log's entry of it; absent for decisions from before they were logged
 */
public record OfferLine(
        @Words({"activate", "gate", "rollback", "price", "withdraw"})
        String act,

        Optional<Long> version,
        Optional<Long> priceGwei,
        long timeMillis,
        Optional<Long> logIndex) {}
