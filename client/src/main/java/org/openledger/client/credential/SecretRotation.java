package org.openledger.client.credential;

import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;

/**
 * A new secret for an API key or an admin token.
 *
 * @param overlapSeconds for how long the secret before it still holds; none ends it at once
 */
public record SecretRotation(
        @WhenAbsent("0") @Bounds(from = 0, to = 604_800) long overlapSeconds) {}
