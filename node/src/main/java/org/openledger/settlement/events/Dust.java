package org.openledger.settlement.events;

import java.math.BigInteger;
import org.jdbi.v3.core.Handle;
import org.openledger.settlement.call.Wei;

/** The parts of a gwei that deposits bring along: kept, so that several of them make a gwei in the end. */
final class Dust {
    private Dust() {}

    /** Adds (or, negative, takes) an event's wei; returns the whole gwei that go on (or come off) the payer's balance. */
    static long add(Handle transaction, EventId id, String payer, BigInteger wei) {
        long before = DustTable.of(transaction, payer);
        EventTable.note(transaction, id, Note.dust(payer, before));
        BigInteger sum = wei.add(BigInteger.valueOf(before));
        BigInteger dust = sum.mod(Wei.PER_GWEI);
        DustTable.write(transaction, payer, dust.longValueExact());
        return sum.subtract(dust).divide(Wei.PER_GWEI).longValueExact();
    }
}
