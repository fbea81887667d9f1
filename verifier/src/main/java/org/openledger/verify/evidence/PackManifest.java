package org.openledger.verify.evidence;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openledger.verify.LogEntry;
import org.openledger.verify.Require;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.bytes.Worded;
import org.openledger.verify.datanet.Members;

/**
 * What a pack is of, and the SHA-256 of each of its parts (schema {@code openledger.evidence/1}). The log has its digest, and the
 * credential beside it signs that.
 *
 * @param madeMillis when the pack was made
 * @param logKey of the log that receipts, versions and this manifest are in
 * @param parts digests by name, without those of the manifest itself, the credential and the log's proof
 */
public record PackManifest(
        Subject subject,
        long madeMillis,
        String operator,
        long chainId,
        String logKey,
        SortedMap<String, String> parts) {
    static final String SCHEMA = "openledger.evidence/1";

    public PackManifest {
        Require.range("madeMillis", madeMillis, 1, Json.MAX_INTEGER);
        Require.address("operator", operator);
        Require.range("chainId", chainId, 1, Json.MAX_INTEGER);
        VerifierKey.parse(logKey);
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        parts.forEach((name, digest) -> {
            PackZip.requireName(name);
            Require.digest(name, digest);
        });
    }

    /** What a pack can be of. */
    public enum Kind implements Worded {
        /** A version of a model, by its id. */
        MODEL,
        /** A version of a Datanet, as {@code TOKEN/NUMBER}. */
        VERSION,
        /** An answer, by its receipt's id. */
        RECEIPT,
        /** What an agent did, by the record's id. */
        ACTION;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing. */
    public record Subject(Kind kind, String id) {
        public Subject {
            Require.name("id", id);
        }

        @Override
        public String toString() {
            return kind.word() + " " + id;
        }
    }

    /** This manifest of other parts. */
    PackManifest of(Map<String, byte[]> contents) {
        SortedMap<String, String> digests = new TreeMap<>();
        contents.forEach((name, content) -> digests.put(name, Hex.of(Hashes.sha256(content))));
        return new PackManifest(subject, madeMillis, operator, chainId, logKey, digests);
    }

    public byte[] bytes() {
        return CanonicalJson.write(Json.object()
                .put("schema", SCHEMA)
                .put(
                        "subject",
                        Json.object()
                                .put("kind", subject.kind().word())
                                .put("id", subject.id())
                                .build())
                .put("madeMillis", madeMillis)
                .put("operator", operator)
                .put("chainId", chainId)
                .put("logKey", logKey)
                .put(
                        "parts",
                        Json.array(parts.entrySet().stream()
                                .map(part -> Json.object()
                                        .put("name", part.getKey())
                                        .put("sha256", part.getValue())
                                        .build())
                                .toList()))
                .build());
    }

    /** SHA-256 of {@link #bytes}. */
    public String digest() {
        return Hex.of(Hashes.sha256(bytes()));
    }

    /** As the log has it. */
    public LogEntry logEntry() {
        return LogEntry.of(LogEntry.EVIDENCE, subject.toString(), digest());
    }

    static PackManifest parse(byte[] bytes) {
        if (!(CanonicalJson.parseCanonical(bytes) instanceof JsonObject object)) {
            throw new VerifyException("it must be an object");
        }
        Members json = new Members("evidence", object);
        json.only("schema", "subject", "madeMillis", "operator", "chainId", "logKey", "parts");
        Require.that(json.text("schema").equals(SCHEMA), "it is of " + json.text("schema") + ", not of " + SCHEMA);
        Members subject = json.member("subject");
        subject.only("kind", "id");
        json.list("parts").forEach(part -> part.only("name", "sha256"));
        PackManifest manifest = new PackManifest(
                new Subject(Require.word("kind", Kind.class, subject.text("kind")), subject.text("id")),
                json.number("madeMillis"),
                json.text("operator"),
                json.number("chainId"),
                json.text("logKey"),
                json.list("parts").stream()
                        .collect(Collectors.toMap(
                                part -> part.text("name"),
                                part -> part.text("sha256"),
                                (one, other) -> {
                                    throw new VerifyException("it names a part twice");
                                },
                                TreeMap::new)));
        Require.that(Arrays.equals(manifest.bytes(), bytes), "its parts are not in the order of their names");
        return manifest;
    }
}
