package org.openledger.attribution.spans;

/** How much a token says: rare ones tell where a text comes from, common ones do not. */
final class Information {
    private static final double LOG_2 = StrictMath.log(2);

    private Information() {}

    /** −log₂ of a token's part of all tokens; 0 for one that never occurs, since nothing can be said of it. */
    static double bits(long occurrences, long tokens) {
        return occurrences == 0 ? 0 : StrictMath.log((double) tokens / occurrences) / LOG_2;
    }
}
