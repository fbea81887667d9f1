package org.openledger.client.receipt;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;

/**
 * Which receipts, latest first.
 *
 * @param before the receipt to go on after
 * @param limit receipts at most
 */
public record ReceiptsQuery(
        Optional<String> before,
        @WhenAbsent("50") @Bounds(from = 1, to = 200) int limit) {}
