package org.openledger.datanet;

/** What screening calls a repetition, for texts that are in no Datanet. */
public final class Duplicates {
    private Duplicates() {}

    /** Whether screening refuses a row with this text after one with the other: they are the same, or nearly. */
    public static boolean repeats(String later, String earlier) {
        Fingerprint one = Fingerprint.of(later);
        Fingerprint other = Fingerprint.of(earlier);
        return one.textDigest().equals(other.textDigest()) || one.similarity(other) >= Fingerprint.NEAR;
    }
}
