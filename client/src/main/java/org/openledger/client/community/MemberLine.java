package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * Somebody who reviews with a Datanet's owner.
 *
 * @param address of their account
 * @param name what the node calls them
 * @param role curators decide, reviewers vote, readers are shown rows before they are in a version
 * @param invitedBy the address that invited them
 * @param joinedMillis since when
 */
public record MemberLine(
        String address,
        Optional<String> name,
        @Words({"curator", "reviewer", "reader"}) String role,
        String invitedBy,
        long joinedMillis) {}
