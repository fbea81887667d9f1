package org.openledger.datanet.screening;

import java.util.List;
import org.openledger.datanet.row.Fingerprint;
import org.openledger.datanet.screening.Containment.Kind;

/** What screening calls a repetition, for texts that are in no Datanet. */
public final class Duplicates {
    private Duplicates() {}

    /**
     * Whether screening refuses a row with this text after these: it is one of them, or nearly, or most of it stands in them.
     *
     * @param own earlier rows of the same contributor
     */
    public static boolean repeats(String later, List<String> others, List<String> own) {
        Fingerprint row = Fingerprint.of(later);
        Containment containment = new Containment(row);
        return others.stream().anyMatch(text -> isOne(row, Fingerprint.of(text), containment, false))
                || own.stream().anyMatch(text -> isOne(row, Fingerprint.of(text), containment, true))
                || containment.isRepeated();
    }

    private static boolean isOne(Fingerprint row, Fingerprint earlier, Containment containment, boolean own) {
        Kind kind = containment.add(earlier, own).kind();
        return row.textDigest().equals(earlier.textDigest())
                || row.similarity(earlier) >= Fingerprint.NEAR
                || kind.repeats();
    }
}
