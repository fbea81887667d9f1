package org.openledger.settlement;

import org.jdbi.v3.core.Handle;

/** Where the digest of an epoch's file of leaves is published, in the transaction that makes the epoch or its replacement. */
@FunctionalInterface
public interface LeavesLog {
    void publish(Handle transaction, long epoch, String digest);
}
