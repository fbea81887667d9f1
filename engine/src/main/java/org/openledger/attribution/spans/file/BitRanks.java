package org.openledger.attribution.spans.file;

/** A mapped sequence of bits that tells how many of them are ones before a place. */
interface BitRanks {
    /** Ones in [0, bit); counted in 32 bits without a sign. */
    int ones(long bit);

    /** Twice {@link #ones}, plus the bit itself. */
    long onesAndBit(long bit);
}
