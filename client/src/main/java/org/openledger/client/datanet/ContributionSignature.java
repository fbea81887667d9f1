package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.shape.Bounds;

/**
 * A contributor's agreement to the Datanet's terms.
 *
 * @param signature of the contributor's wallet over the contribution's typed data; left out where the node keeps the
 *     contributor's key
 * @param bondGwei what the contributor stakes for the rows, which are then taken at once; left out to stake nothing
 */
public record ContributionSignature(
        Optional<String> signature,

        @Bounds(from = 0, to = Bounds.ALL_OPEN_GWEI) Optional<Long> bondGwei) {
    /** The node signs with the contributor's key, which it keeps. */
    public static final ContributionSignature BY_NODE = new ContributionSignature(Optional.empty(), Optional.empty());
}
