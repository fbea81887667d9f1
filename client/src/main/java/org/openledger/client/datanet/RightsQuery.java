package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.shape.Bounds;

/**
 * Whose use of which version is asked about.
 *
 * @param version its number; the latest published one without it
 * @param holder whose licences count, an address; without it only what anybody may do
 */
public record RightsQuery(
        @Bounds(from = 1, to = 1_000_000_000) Optional<Long> version, Optional<String> holder) {}
