package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.shape.Bounds;

/**
 * The owner's publication of a version. Both are left out where the node keeps the owner's key.
 *
 * @param number of the draft that was signed
 * @param signature of the owner's wallet over the draft's typed data
 */
public record VersionSignature(@Bounds(from = 1, to = 1e9) Optional<Long> number, Optional<String> signature) {
    /** The node signs with the owner's key, which it keeps. */
    public static final VersionSignature BY_NODE = new VersionSignature(Optional.empty(), Optional.empty());
}
