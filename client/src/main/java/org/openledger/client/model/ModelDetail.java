package org.openledger.client.model;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * A model's name with all its versions.
 *
 * @param name to ask it by
 * @param owner the address that the developer's part of fees goes to
 * @param ownerName what the node calls the owner
 * @param live the version that answers; absent where none does
 * @param awaited the version that will answer as soon as the chain has registered it
 * @param priceGwei for each token of prompt and answer
 * @param versions the oldest first
 * @param decided what was decided about the name, the latest first
 */
public record ModelDetail(
        String name,
        String owner,
        Optional<String> ownerName,
        Optional<Long> live,
        Optional<Long> awaited,
        long priceGwei,
        @AtMost(1_000) List<ModelLine> versions,
        @AtMost(1_000) List<OfferLine> decided) {}
