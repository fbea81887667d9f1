package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.shape.Bounds;

/**
 * The owner's publication of a version. Both are left out where the node keeps the owner's key.
 *
 * @param number of the draft that was signed
 * @param signature of the owner's wallet over the draft's typed data
 * @param note what is new, in at most 2,000 characters, where the node keeps the owner's key; a draft has its own
 */
public record VersionSignature(
        @Bounds(from = 1, to = 1e9) Optional<Long> number, Optional<String> signature, Optional<String> note) {
    /** The node signs with the owner's key, which it keeps. */
    public static final VersionSignature BY_NODE = byNode(Optional.empty());

    /** A draft that the owner's wallet signed. */
    public static VersionSignature of(long number, String signature) {
        return new VersionSignature(Optional.of(number), Optional.of(signature), Optional.empty());
    }

    /** {@link #BY_NODE}, with what the owner says of the version. */
    public static VersionSignature byNode(Optional<String> note) {
        return new VersionSignature(Optional.empty(), Optional.empty(), note);
    }
}
