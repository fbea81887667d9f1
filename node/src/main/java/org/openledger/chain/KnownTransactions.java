package org.openledger.chain;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What a database knows of a chain.
 *
 * @param block the last one that it has read, or that has a transaction of its outbox
 * @param hashes of the transactions that its outbox has signed
 */
public record KnownTransactions(long block, Set<String> hashes) {
    public KnownTransactions {
        hashes = Set.copyOf(hashes);
    }

    public static KnownTransactions of(Handle handle) {
        long read = FollowedBlockTable.followers(handle).stream()
                .mapToLong(follower ->
                        FollowedBlockTable.of(handle, follower).getFirst().block())
                .max()
                .orElse(0);
        return new KnownTransactions(Math.max(read, OutboxTable.lastBlock(handle)), OutboxTable.attempted(handle));
    }
}
