package org.openledger.datanet.row;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.openledger.store.InBytes;
import org.openledger.store.Refusal;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/**
 * One example.
 *
 * @param line its line in the upload, from 1
 * @param leaf SHA-256(0x00 ‖ salt ‖ content), 64 hex characters: what versions and receipts name it by
 * @param salt 16 random bytes in hex; without it the leaf tells nothing of the content
 * @param content the row as canonical JSON; empty once it was erased, with its salt
 * @param cluster the id of the row that leads its cluster, its own for most
 * @param held present while it is in a version only by its owner's own word for it
 * @param corrects the leaf of the row that it is to replace
 */
public record Row(
        long id,
        long contribution,
        long datanet,
        @ColumnName("given_by") String contributor,
        long line,
        @InBytes String leaf,
        @InBytes String salt,
        String content,
        long cluster,
        State state,
        Optional<Reason> reason,
        Optional<String> detail,
        Optional<String> leader,
        Optional<Long> firstVersion,
        Optional<Long> held,
        Optional<String> corrects) {
    /** Rows of one contribution are numbered within this power of two. */
    public static final int MAX_A_CONTRIBUTION = 1 << 24;

    /** The member of a row's content that is no field of its schema. */
    public static final String METADATA = "metadata";

    /** Of the metadata: the leaf of the row that one is to replace. */
    public static final String CORRECTS = "corrects";

    public static final int SALT_BYTES = 16;

    private static final Pattern LEAF = Pattern.compile("[0-9a-f]{64}");

    /** Where a row that passed screening is in its life. */
    public enum State {
        /** Waits for its contributor's signature. */
        SCREENED,
        /** Signed; waits for review. */
        COMMITTED,
        /** In the next version, or in {@code firstVersion} and every later one. */
        ACCEPTED,
        /** Out, for {@code reason}. */
        REJECTED,
        /** Taken back: its text is gone. Versions that have it keep its leaf; no later one has it. */
        WITHDRAWN
    }

    /** Whether its owner has to take it by name. */
    public boolean isHeld() {
        return held.isPresent();
    }

    /** This row, where it is what its leaf commits to; a damaged one is shown, trained on and answered with by nobody. */
    public Row whole() {
        if (!isAsItsLeafSays()) {
            throw new DatanetException(
                    Refusal.Kind.CONFLICT,
                    "row " + leaf + " of Datanet " + datanet
                            + " is damaged: its salt and content do not give its leaf. Run openledger fsck.");
        }
        return this;
    }

    /** Whether salt and content are gone: the leaf stays, and tells nothing any more. */
    public boolean isErased() {
        return content.isEmpty();
    }

    /** Whether salt and content are those that the leaf commits to. An erased row has none to compare. */
    public boolean isAsItsLeafSays() {
        return isErased() || leaf.equals(leafOrNothing());
    }

    private String leafOrNothing() {
        try {
            return leafOf(salt, content);
        } catch (VerifyException | IndexOutOfBoundsException notHex) {
            return "";
        }
    }

    /** The row's fields by name, messages as their JSON; none of an erased one. */
    public SortedMap<String, String> fields() {
        return fields(content);
    }

    public static SortedMap<String, String> fields(String content) {
        SortedMap<String, String> fields = new TreeMap<>();
        members(content).forEach((name, value) -> {
            if (value instanceof Json.JsonString text) {
                fields.put(name, text.value());
            } else if (value instanceof Json.JsonArray) {
                fields.put(name, json(value));
            }
        });
        return fields;
    }

    /** What the row's file said of it beside its fields. */
    public SortedMap<String, Json> metadata() {
        return members(content).get(METADATA) instanceof Json.JsonObject metadata
                ? metadata.members()
                : new TreeMap<>();
    }

    /** The leaf of the row that one with this metadata is to replace; a column of that name with anything else means nothing. */
    public static Optional<String> corrects(SortedMap<String, Json> metadata) {
        return metadata.get(CORRECTS) instanceof Json.JsonString leaf
                        && LEAF.matcher(leaf.value()).matches()
                ? Optional.of(leaf.value())
                : Optional.empty();
    }

    private static SortedMap<String, Json> members(String content) {
        return content.isEmpty()
                ? new TreeMap<>()
                : ((Json.JsonObject) CanonicalJson.parse(content.getBytes(StandardCharsets.UTF_8))).members();
    }

    /** A row without metadata. */
    public static String content(SortedMap<String, String> fields) {
        return content(fields, new TreeMap<>());
    }

    public static String content(SortedMap<String, String> fields, SortedMap<String, Json> metadata) {
        Json.ObjectBuilder object = Json.object();
        fields.forEach((name, value) -> object.put(
                name,
                name.equals(Schema.MESSAGES)
                        ? CanonicalJson.parse(value.getBytes(StandardCharsets.UTF_8))
                        : Json.of(value)));
        if (!metadata.isEmpty()) {
            object.put(METADATA, new Json.JsonObject(metadata));
        }
        return json(object.build());
    }

    private static String json(Json value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }

    /** The leaf of a content under a salt. */
    public static String leafOf(String salt, String content) {
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[SALT_BYTES + text.length];
        System.arraycopy(Hex.parse(salt), 0, entry, 0, SALT_BYTES);
        System.arraycopy(text, 0, entry, SALT_BYTES, text.length);
        return Hex.of(MerkleTree.leafHash(entry));
    }
}
