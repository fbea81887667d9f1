package org.openledger.datanet.shingle;

/**
 * A row under a shingle. Ordered by the key, then by the row, so that who came first stands first.
 *
 * @param key the first {@value #KEY_BITS} bits of the shingle: of a million rows' 28 million shingles two that differ have one key
 *     in 40,000 times, and then one row more is compared
 */
public record Filing(long key, long rowId) implements Comparable<Filing> {
    static final int KEY_BITS = 40;

    /** The key of a shingle, 0 to 2^40 - 1. */
    public static long key(long shingle) {
        return shingle >>> (Long.SIZE - KEY_BITS);
    }

    /** The first bits of the key. */
    long prefix(int bits) {
        return key >>> (KEY_BITS - bits);
    }

    @Override
    public int compareTo(Filing other) {
        int order = Long.compare(key, other.key);
        return order != 0 ? order : Long.compare(rowId, other.rowId);
    }
}
