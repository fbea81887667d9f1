package org.openledger.client.datanet;

import java.util.Optional;

/**
 * A contributor's agreement to the Datanet's terms.
 *
 * @param signature of the contributor's wallet over the contribution's typed data; left out where the node keeps the
 *     contributor's key
 */
public record ContributionSignature(Optional<String> signature) {}
