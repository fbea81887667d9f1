package org.openledger.client.datanet;

import java.util.Optional;

/**
 * A contributor's agreement to the Datanet's terms.
 *
 * @param signature of the contributor's wallet over the contribution's typed data; left out where the node keeps the
 *     contributor's key
 */
public record ContributionSignature(Optional<String> signature) {
    /** The node signs with the contributor's key, which it keeps. */
    public static final ContributionSignature BY_NODE = new ContributionSignature(Optional.empty());
}
