package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.shape.Bounds;

/**
 * An adapter that its owner brings: the next version of its name.
 *
 * @param name to ask it by
 * @param owner the address that the developer's part of fees goes to
 * @param licence its SPDX identifier
 * @param priceGwei for each token of prompt and answer; without it the name's price stays as it is
 * @param versions Datanet versions that it learned from, such as 1:1,2:3. They are declared, not proven: the data part of fees goes
 *     to their commons
 * @param parents models that it is built on by their ids in the ModelRegistry, each with what it gets of the developer's part in basis
 *     points, at least what it asks for: such as 3:500,4:250
 */
public record NewModelQuery(
        String name,
        String owner,
        String licence,
        @Bounds(from = 1, to = 1_000_000_000) Optional<Long> priceGwei,
        Optional<String> versions,
        Optional<String> parents) {
    /** A model that is built on no other. */
    public NewModelQuery(
            String name, String owner, String licence, Optional<Long> priceGwei, Optional<String> versions) {
        this(name, owner, licence, priceGwei, versions, Optional.empty());
    }
}
