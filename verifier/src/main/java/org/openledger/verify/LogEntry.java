package org.openledger.verify;

import java.util.Optional;
import java.util.Set;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * One entry of the log: the digest of something that happened. The log holds no text and no names, so that erasing a row
 * or a conversation erases its meaning.
 *
 * @param kind receipt, erasure (of a conversation), contribution, version, model, values (of a run's rows), epoch, act (of an
 *     administrator), offer (of a model under a name), screening-rule (of a Datanet), review (what was done about one), restore (of the node, from a
 *     backup), mandate (of an agent), action (of one) or evidence (a pack's
 *     manifest)
 * @param id what the digest is of, in the words of its kind; a receipt's id for receipts
 * @param digest SHA-256 of the canonical bytes, 64 hexadecimal digits
 * @param signature the operator's over a receipt; empty for the other kinds
 */
public record LogEntry(String kind, String id, String digest, Optional<String> signature) {
    public static final String RECEIPT = "receipt";
    /** That a conversation was erased: its id is the receipt's. */
    public static final String ERASURE = "erasure";
    /** Of the file of an epoch's leaves: its id is the epoch's number. */
    public static final String EPOCH = "epoch";
    /** Of what an administrator did. */
    public static final String ACT = "act";

    /** That a contributor's rows were taken back. */
    public static final String WITHDRAWAL = "withdrawal";

    /** Of what was said about a notice against rows. */
    public static final String TAKEDOWN = "takedown";

    /** Of what was decided about a model's name: which version answers, at which price. */
    public static final String OFFER = "offer";

    /** What its operator said when the node started again from a backup. */
    public static final String RESTORE = "restore";

    /** Of what an owner said becomes of rows in which something is found. */
    public static final String SCREENING_RULE = "screening-rule";

    /** Of what was done or said about reviews of a Datanet, under a salt. */
    public static final String REVIEW = "review";

    /** Of a mandate that a principal gave an agent. */
    public static final String MANDATE = "mandate";

    /** Of what an agent did, or was not let do. */
    public static final String ACTION = "action";

    /** Of the manifest of an evidence pack: its id is what the pack is of. */
    public static final String EVIDENCE = "evidence";

    private static final Set<String> KINDS = Set.of(
            RECEIPT,
            ERASURE,
            "contribution",
            "version",
            WITHDRAWAL,
            TAKEDOWN,
            "model",
            "values",
            EPOCH,
            ACT,
            OFFER,
            RESTORE,
            SCREENING_RULE,
            REVIEW,
            MANDATE,
            ACTION,
            EVIDENCE);

    public LogEntry {
        Require.that(KINDS.contains(kind), "a log entry's kind is one of " + KINDS + ", not " + kind);
        Require.name("a log entry's id", id);
        Require.digest("a log entry's digest", digest);
        signature.ifPresent(value -> Require.signature("a log entry's signature", value));
        Require.that(
                signature.isPresent() == kind.equals(RECEIPT), "a log entry has a signature exactly when of a receipt");
    }

    /** The entry of a signed receipt. */
    public static LogEntry ofReceipt(Receipt receipt, String signature) {
        return new LogEntry(RECEIPT, receipt.id(), receipt.digest(), Optional.of(signature));
    }

    /** An entry of another kind. */
    public static LogEntry of(String kind, String id, String digest) {
        return new LogEntry(kind, id, digest, Optional.empty());
    }

    public static LogEntry parse(byte[] entry) {
        return Fields.read(
                "entry",
                CanonicalJson.parseCanonical(entry),
                fields -> new LogEntry(
                        fields.text("kind"),
                        fields.text("id"),
                        fields.text("digest"),
                        fields.optionalText("signature")));
    }

    /** The canonical bytes, of which the leaf hash is taken. */
    public byte[] bytes() {
        Json.ObjectBuilder entry = Json.object().put("kind", kind).put("id", id).put("digest", digest);
        signature.ifPresent(value -> entry.put("signature", value));
        return CanonicalJson.write(entry.build());
    }

    public byte[] leafHash() {
        return MerkleTree.leafHash(bytes());
    }
}
