package org.openledger.withdrawal;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.openledger.datanet.record.Datanet;
import org.openledger.store.Blobs;
import org.openledger.verify.LogEntry;
import org.openledger.verify.Role;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/** What is public of a withdrawal: whose rows of which Datanet, by their leaves. It says nothing of their texts. */
final class WithdrawalRecord {
    static final String LEAVES = "leavesDigest";

    private WithdrawalRecord() {}

    /** Keeps the record; returns its digest. */
    static String put(
            Blobs blobs,
            Datanet datanet,
            String contributor,
            Optional<Long> takedown,
            List<String> leaves,
            long timeMillis) {
        ByteArrayOutputStream list = new ByteArrayOutputStream(leaves.size() * 32);
        leaves.forEach(leaf -> list.writeBytes(Hex.parse(leaf)));
        Json.ObjectBuilder record = Json.object();
        takedown.ifPresent(notice -> record.put("takedown", notice));
        return blobs.put(CanonicalJson.write(record.put("schema", "openledger.withdrawal/1")
                .put("datanet", datanet.requireToken())
                .put(Role.CONTRIBUTOR.word(), contributor)
                .put("rows", leaves.size())
                .put(LEAVES, blobs.put(list.toByteArray()))
                .put("timeMillis", timeMillis)
                .build()));
    }

    /** As the log has it. */
    static LogEntry entry(Datanet datanet, long id, String digest) {
        return LogEntry.of(LogEntry.WITHDRAWAL, datanet.requireToken() + "/" + id, digest);
    }
}
