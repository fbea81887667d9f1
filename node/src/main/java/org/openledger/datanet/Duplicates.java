package org.openledger.datanet;

import java.util.List;
import org.openledger.datanet.Containment.Kind;

/** What screening calls a repetition, for texts that are in no Datanet. */
public final class Duplicates {
    private Duplicates() {}

    /** Whether screening refuses a row with this text after these: it is one of them, or nearly, or most of it stands in them. */
    public static boolean repeats(String later, List<String> earlier) {
        Fingerprint row = Fingerprint.of(later);
        Containment containment = new Containment(row);
        for (String text : earlier) {
            Fingerprint other = Fingerprint.of(text);
            Kind kind = containment.add(other).kind();
            if (row.textDigest().equals(other.textDigest())
                    || row.similarity(other) >= Fingerprint.NEAR
                    || kind == Kind.MOST
                    || kind == Kind.SAME_WORDS) {
                return true;
            }
        }
        return containment.together() >= Containment.ENOUGH;
    }
}
