package org.openledger.datanet.review;

import java.util.Optional;

/**
 * A link by which one person becomes a member, once.
 *
 * @param codeDigest SHA-256 of the code in the link
 * @param takenBy who became a member by it
 * @param endedMillis when it was taken or revoked
 */
public record Invitation(
        long id,
        long datanet,
        ReviewRole role,
        String madeBy,
        String codeDigest,
        long createdMillis,
        long expiresMillis,
        Optional<String> takenBy,
        Optional<Long> endedMillis) {
    /** How far it is, in a word. */
    public String state(long nowMillis) {
        if (takenBy.isPresent()) {
            return "taken";
        }
        if (endedMillis.isPresent()) {
            return "revoked";
        }
        return nowMillis >= expiresMillis ? "expired" : "open";
    }

    public boolean isOpen(long nowMillis) {
        return state(nowMillis).equals("open");
    }
}
