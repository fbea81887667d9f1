package org.openledger.settlement.events;

/**
 * An event on the chain: which it is, and where. A reorganisation may move it to another block and another place in it; it stays the
 * event of its transaction that it is.
 *
 * @param block its block's number
 * @param logIndex its index among the block's events
 * @param transaction hash of the transaction that caused it
 * @param ordinal its index among the events of the followed contracts in its transaction
 * @param timeMillis its block's time, epoch milliseconds
 */
public record EventId(long block, long logIndex, String transaction, int ordinal, long timeMillis) {
    private static final int LOG_INDEX_BITS = 24;

    public EventId {
        if (block < 0
                || logIndex < 0
                || logIndex >= 1 << LOG_INDEX_BITS
                || ordinal < 0
                || !transaction.matches("0x[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not an event's place: block " + block + ", index " + logIndex
                    + ", transaction " + transaction + ", ordinal " + ordinal);
        }
    }

    /** Grows along the chain. */
    long sequence() {
        return Math.addExact(Math.multiplyExact(block, 1L << LOG_INDEX_BITS), logIndex);
    }

    /** The event's name, whatever block it is in. */
    String key() {
        return transaction + "#" + ordinal;
    }
}
