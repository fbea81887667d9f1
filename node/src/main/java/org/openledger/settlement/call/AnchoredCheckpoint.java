package org.openledger.settlement.call;

import org.jdbi.v3.core.mapper.reflect.ColumnName;

/**
 * A checkpoint of the log as the chain has it.
 *
 * @param size how many entries the log had
 * @param root its Merkle root, 64 hex characters
 * @param transaction hash of the transaction that brought it
 */
public record AnchoredCheckpoint(
        long size,
        String root,
        long block,
        @ColumnName("anchor_transaction") String transaction) {}
