package org.openledger.client.credential;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;

/**
 * An admin token to be.
 *
 * @param name who or what uses it; what it does is kept under this name
 * @param lifeSeconds until it ends; absent, it ends when it is revoked
 */
public record NewAdminToken(
        @Example("\"mira\"") String name,
        @Bounds(from = 60, to = 3_153_600_000L) Optional<Long> lifeSeconds) {}
