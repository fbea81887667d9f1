package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.shape.Bounds;

/**
 * Whose values; exactly one of the three is given.
 *
 * @param datanet a Datanet's number
 * @param row a row's leaf
 * @param contributor an address
 */
public record ValuesQuery(
        @Bounds(from = 1) Optional<Integer> datanet, Optional<String> row, Optional<String> contributor) {}
