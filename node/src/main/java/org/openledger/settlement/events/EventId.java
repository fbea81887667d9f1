package org.openledger.settlement.events;

/**
 * The place of an event on the chain.
 *
 * @param block its block's number
 * @param logIndex its index among the block's events
 * @param transaction hash of the transaction that caused it
 * @param timeMillis its block's time, epoch milliseconds
 */
public record EventId(long block, long logIndex, String transaction, long timeMillis) {
    private static final int LOG_INDEX_BITS = 24;

    public EventId {
        if (block < 0 || logIndex < 0 || logIndex >= 1 << LOG_INDEX_BITS || !transaction.matches("0x[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "not an event's place: block " + block + ", index " + logIndex + ", transaction " + transaction);
        }
    }

    /** Grows along the chain. */
    long sequence() {
        return Math.addExact(Math.multiplyExact(block, 1L << LOG_INDEX_BITS), logIndex);
    }

    /** The event's name in the journal; a block that is taken back and comes again leaves it the same. */
    String key() {
        return transaction + ":" + logIndex;
    }
}
