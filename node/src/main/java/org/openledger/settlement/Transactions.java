package org.openledger.settlement;

import java.math.BigInteger;
import org.jdbi.v3.core.Handle;

/** The chain outbox as settlement uses it. */
@FunctionalInterface
public interface Transactions {
    /** Sends a transaction once this database transaction is committed; a key that was used before changes nothing. */
    long enqueue(Handle transaction, String key, String to, String data, BigInteger valueWei);
}
