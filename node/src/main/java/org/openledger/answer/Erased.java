package org.openledger.answer;

import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * That question and answer of an inference were erased. The log has an entry of it, so that nothing else can pass for it.
 *
 * @param by address of the payer, or of the operator who did it for them
 * @param logIndex of the entry
 */
public record Erased(long millis, String by, long logIndex) {
    /** The log's entry that an inference was erased. */
    public static LogEntry entry(String inference, long millis, String by) {
        byte[] mark = CanonicalJson.write(Json.object()
                .put("by", by)
                .put("erasedMillis", millis)
                .put("receipt", inference)
                .build());
        return LogEntry.of(LogEntry.ERASURE, inference, Hex.of(Hashes.sha256(mark)));
    }

    /** The log's entry of this erasure. */
    public LogEntry entry(String inference) {
        return entry(inference, millis, by);
    }
}
