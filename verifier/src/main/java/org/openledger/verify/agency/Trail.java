package org.openledger.verify.agency;

import java.util.List;
import java.util.Optional;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.Fields;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * All that a family of mandates did, with what is needed to check it offline (schema {@code openledger.trail/1}), before it is
 * sealed.
 *
 * @param operator of the node
 * @param chainId and {@code escrow}: the domain that mandates are signed in
 * @param mandates the first of the family, then those under it
 * @param entries every record, from the first
 * @param checkpoint the signed note of a tree that has all mandates and records
 * @param receipts exported files of answers that records cite
 */
public record Trail(
        String operator,
        long chainId,
        String escrow,
        Receipt.LogIdentity log,
        List<Given> mandates,
        List<Entry> entries,
        String checkpoint,
        List<Json> receipts) {
    public static final String SCHEMA = "openledger.trail/1";
    /** Records that one file holds; each is a few thousand bytes. */
    public static final int MAX_ENTRIES = 2_000;

    public static final int MAX_MANDATES = 200;
    public static final int MAX_RECEIPTS = 200;
    private static final int MAX_SIGNATURE_BYTES = 4_096;

    public Trail {
        Require.address("operator", operator);
        Require.range("chainId", chainId, 1, Json.MAX_INTEGER);
        Require.address("escrow", escrow);
        mandates = List.copyOf(mandates);
        entries = List.copyOf(entries);
        receipts = List.copyOf(receipts);
        Require.range("mandates", mandates.size(), 1, MAX_MANDATES);
        Require.atMost("entries", entries.size(), MAX_ENTRIES);
        Require.atMost("receipts", receipts.size(), MAX_RECEIPTS);
        Checkpoint.parseUnverified(checkpoint);
    }

    /**
     * A mandate with the signature that gave it.
     *
     * @param signer the principal, or for a narrower mandate the agent of the one above it
     * @param byContract whether the signer is a contract, which alone knows its signatures (ERC-1271)
     */
    public record Given(
            Mandate mandate, String signer, String signature, boolean byContract, ReceiptFile.Inclusion inclusion) {
        public Given {
            Require.address("signer", signer);
            Require.that(
                    signature.startsWith("0x") && signature.length() <= 2 + 2 * MAX_SIGNATURE_BYTES,
                    "a signature is 0x and at most " + MAX_SIGNATURE_BYTES + " bytes");
            Hex.parsePrefixed(signature);
        }
    }

    /** A record with the operator's signature over its canonical bytes, and what its digests hide. */
    public record Entry(Action record, String signature, ReceiptFile.Inclusion inclusion, Opening opening) {
        public Entry {
            Require.signature("signature", signature);
        }
    }

    /**
     * What the digests of a record are of.
     *
     * @param salt 32 hexadecimal digits
     * @param result the text that came back, where the file shows it
     */
    public record Opening(String salt, Json.JsonObject arguments, Optional<String> result) {
        public Opening {
            Require.that(
                    Hex.isBytes(salt, ReceiptFile.Opening.SALT_BYTES, false),
                    "salt must be 32 lowercase hexadecimal digits");
        }
    }

    /** The canonical bytes that the operator signs to seal the file. */
    public byte[] bytesToSeal() {
        return CanonicalJson.write(json().build());
    }

    /** The file: canonical JSON, nothing after it. */
    public byte[] sealed(String seal) {
        Require.signature("seal", seal);
        return CanonicalJson.write(json().put("seal", seal).build());
    }

    /** A file as it was exported. */
    public record Sealed(Trail content, String seal) {}

    /** Whether a file says that it is a trail. */
    public static boolean isOne(Json json) {
        return json instanceof Json.JsonObject object
                && object.members().get("schema") instanceof Json.JsonString schema
                && schema.value().equals(SCHEMA);
    }

    static Sealed fromJson(Json json) {
        return Fields.read("trail", json, fields -> {
            fields.literal("schema", SCHEMA);
            Trail trail = new Trail(
                    fields.text("operator"),
                    fields.integer("chainId"),
                    fields.text("escrow"),
                    fields.object("log", log -> new Receipt.LogIdentity(log.text("origin"), log.text("key"))),
                    fields.objects(
                            "mandates",
                            given -> new Given(
                                    given.object("mandate", Mandate::read),
                                    given.text("signer"),
                                    given.text("signature"),
                                    flag(given, "byContract"),
                                    given.object("inclusion", ReceiptFile.Inclusion::read))),
                    fields.objects(
                            "actions",
                            entry -> new Entry(
                                    entry.object("record", Action::read),
                                    entry.text("signature"),
                                    entry.object("inclusion", ReceiptFile.Inclusion::read),
                                    entry.object(
                                            "opening",
                                            opening -> new Opening(
                                                    opening.text("salt"),
                                                    object(opening, "arguments"),
                                                    opening.optionalText("result"))))),
                    fields.text("checkpoint"),
                    items(fields, "receipts"));
            return new Sealed(trail, fields.text("seal"));
        });
    }

    private static boolean flag(Fields fields, String name) {
        Json value = fields.take(name);
        Require.that(value instanceof Json.JsonBoolean, fields.at(name) + " must be true or false");
        return ((Json.JsonBoolean) value).value();
    }

    private static Json.JsonObject object(Fields fields, String name) {
        Json value = fields.take(name);
        Require.that(value instanceof Json.JsonObject, fields.at(name) + " must be an object");
        return (Json.JsonObject) value;
    }

    private static List<Json> items(Fields fields, String name) {
        Json value = fields.take(name);
        Require.that(value instanceof Json.JsonArray, fields.at(name) + " must be an array");
        return ((Json.JsonArray) value).items();
    }

    private Json.ObjectBuilder json() {
        return Json.object()
                .put("schema", SCHEMA)
                .put("operator", operator)
                .put("chainId", chainId)
                .put("escrow", escrow)
                .put(
                        "log",
                        Json.object()
                                .put("origin", log.origin())
                                .put("key", log.key())
                                .build())
                .put("mandates", Json.array(mandates.stream().map(Trail::json).toList()))
                .put("actions", Json.array(entries.stream().map(Trail::json).toList()))
                .put("checkpoint", checkpoint)
                .put("receipts", Json.array(receipts));
    }

    private static Json json(Given given) {
        return Json.object()
                .put("mandate", given.mandate().json())
                .put("signer", given.signer())
                .put("signature", given.signature())
                .put("byContract", new Json.JsonBoolean(given.byContract()))
                .put("inclusion", given.inclusion().json())
                .build();
    }

    private static Json json(Entry entry) {
        Json.ObjectBuilder opening = Json.object()
                .put("salt", entry.opening().salt())
                .put("arguments", entry.opening().arguments());
        entry.opening().result().ifPresent(text -> opening.put("result", text));
        return Json.object()
                .put("record", entry.record().json())
                .put("signature", entry.signature())
                .put("inclusion", entry.inclusion().json())
                .put("opening", opening.build())
                .build();
    }
}
