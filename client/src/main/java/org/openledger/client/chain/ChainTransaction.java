package org.openledger.client.chain;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * A transaction of the chain.
 *
 * @param hash its own
 * @param block that has it, once one has
 * @param settled whether that block counts as settled
 * @param succeeded whether it did what it should, once it is in a block
 * @param from who sent it
 * @param to whom it calls or pays: a contract's name, or an address
 * @param valueGwei native OPEN that it moves, cut to whole gwei
 * @param gas it used, once it is in a block
 * @param feeGwei what its gas cost, cut to whole gwei
 * @param events what contracts wrote, in their order
 */
public record ChainTransaction(
        String hash,
        Optional<Long> block,
        boolean settled,
        Optional<Boolean> succeeded,
        String from,
        Optional<String> to,
        long valueGwei,
        Optional<Long> gas,
        Optional<Long> feeGwei,
        @AtMost(1_000) List<ChainEvent> events) {}
