package org.openledger.datanet.record;

import org.openledger.datanet.row.Treatment;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * What an owner said becomes of rows in which something is found. It changes nothing of rows that are there.
 *
 * @param number within its Datanet, from 1; the latest of a finding counts
 * @param finding its word
 * @param setBy the address that said so
 */
public record PolicyRule(long datanet, long number, String finding, Treatment act, String setBy, long setMillis) {
    /** SHA-256 of the rule as canonical JSON, which the log has. */
    public String digest() {
        byte[] json = CanonicalJson.write(Json.object()
                .put("datanet", datanet)
                .put("number", number)
                .put("finding", finding)
                .put("act", act.word())
                .put("setBy", setBy)
                .put("setMillis", setMillis)
                .build());
        return Hex.of(Hashes.sha256(json));
    }
}
