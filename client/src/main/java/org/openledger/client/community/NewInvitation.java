package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * An invitation of one person.
 *
 * @param role what they will be
 * @param hours how long it is good
 * @param by the owner or curator who invites; the caller where this is absent
 */
public record NewInvitation(
        @Words({"curator", "reviewer", "reader"}) String role,
        @WhenAbsent("72") @Bounds(from = 1, to = 720) int hours,
        Optional<String> by) {}
