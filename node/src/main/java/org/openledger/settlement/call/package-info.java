/**
 * Calls to the contracts of settlement: their encoding, the transactions that carry them through the outbox, and what
 * they ask. Amounts of the journal are gwei, those of the chain wei. Anchors put checkpoints of the log on chain, where
 * they can only grow.
 */
@NullMarked
package org.openledger.settlement.call;

import org.jspecify.annotations.NullMarked;
