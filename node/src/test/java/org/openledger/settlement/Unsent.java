package org.openledger.settlement;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.settlement.call.Transactions;

/** Of tests in which nothing may be sent. */
public final class Unsent implements Transactions {
    @Override
    public long enqueue(Handle transaction, String key, String to, String data, BigInteger valueWei) {
        throw new AssertionError("nothing is settled here");
    }

    @Override
    public long enqueue(
            Handle transaction, String key, String to, String data, BigInteger valueWei, List<String> needs) {
        return enqueue(transaction, key, to, data, valueWei);
    }

    @Override
    public Optional<String> whyAside(String key) {
        return Optional.empty();
    }

    @Override
    public boolean knows(String key) {
        return false;
    }

    @Override
    public boolean failed(String key) {
        return false;
    }
}
