package org.openledger.client.node;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * What cancelling a transaction did.
 *
 * @param cancelled the keys of it and of all that needed it
 * @param replacing whether it has a nonce already: a transfer of nothing takes its place, unless it is in a block before that
 * @param effect what that means for what it was for
 */
public record OutboxCancellation(@AtMost(100_000) List<String> cancelled, boolean replacing, String effect) {}
