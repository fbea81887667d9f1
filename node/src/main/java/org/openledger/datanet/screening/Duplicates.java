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
        Wording row = wording(later);
        Containment containment = new Containment(row);
        return others.stream().anyMatch(text -> isOne(row, wording(text), containment, false))
                || own.stream().anyMatch(text -> isOne(row, wording(text), containment, true))
                || containment.isRepeated();
    }

    private static boolean isOne(Wording row, Wording earlier, Containment containment, boolean own) {
        Kind kind = containment.add(earlier, own).kind();
        return row.row().textDigest().equals(earlier.row().textDigest()) || kind.repeats();
    }

    private static Wording wording(String text) {
        return new Wording(Fingerprint.of(text));
    }
}
