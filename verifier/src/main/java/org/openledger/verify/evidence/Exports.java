package org.openledger.verify.evidence;

import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.verify.bytes.CanonicalJson;

/** The facts of a pack in other people's formats, each under its own field names. What nobody says is "not stated", or left out. */
final class Exports {
    static final String FOLDER = "exports/";
    /** What stands for what nobody says, where a format has a place for a text. */
    static final String NOT_STATED = "not stated";

    private Exports() {}

    /** Files by name. */
    static SortedMap<String, byte[]> of(Facts facts) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(FOLDER + "bom.cdx.json", CanonicalJson.write(MlBom.of(facts)));
        files.put(FOLDER + "spdx.json", CanonicalJson.write(Spdx.of(facts)));
        files.put(FOLDER + "prov.json", CanonicalJson.write(Prov.of(facts)));
        files.put(FOLDER + "training-summary.json", CanonicalJson.write(TrainingSummary.of(facts)));
        return files;
    }
}
