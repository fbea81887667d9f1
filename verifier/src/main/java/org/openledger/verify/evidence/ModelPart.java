package org.openledger.verify.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.verify.Receipt;
import org.openledger.verify.Require;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.credential.AdapterManifest;
import org.openledger.verify.datanet.Members;
import org.openledger.verify.datanet.Signing;

/**
 * What the operator says of a version of a model, and what the log has of it (schema {@code openledger.model-evidence/1}). The log has
 * the digest of the adapter of a model that a run trained, and of everything said of one that was brought.
 *
 * @param path of the part
 * @param values the path of the values of its rows, where the run measured them
 * @param credential the path of its adapter's content credential; packs from before have none
 * @param base what the operator calls its base
 * @param receipts how many answers it gave, by receipts that are signed
 */
record ModelPart(
        String path,
        String id,
        String name,
        long number,
        String origin,
        String owner,
        String base,
        String baseDigest,
        String adapterDigest,
        String tokenizerDigest,
        Optional<String> licence,
        Optional<String> warning,
        Optional<String> token,
        String registry,
        long createdMillis,
        long receipts,
        List<Receipt.Version> sources,
        Optional<String> values,
        Optional<String> credential) {
    static final String SCHEMA = "openledger.model-evidence/1";
    static final String TRAINED = "TRAINED";
    private static final String MANIFEST_SCHEMA = "openledger.model/1";

    ModelPart {
        sources = List.copyOf(sources);
    }

    /** Whether what it learnt from is what its owner declares, and no run read it. */
    boolean declared() {
        return !origin.equals(TRAINED);
    }

    /** How packs and formats name it. */
    String urn() {
        return Urn.of("model", id);
    }

    String baseUrn() {
        return Urn.of("base", baseDigest);
    }

    /**
     * Reads a part, and requires that the log has what it says.
     *
     * @param parts of the pack, for the values
     */
    static ModelPart read(String path, Map<String, byte[]> parts, String logKey) {
        Json json = CanonicalJson.parseCanonical(parts.getOrDefault(path, new byte[0]));
        Require.that(json instanceof JsonObject, "it must be an object");
        Members all = new Members("model", (JsonObject) json);
        all.only("schema", "manifest", "base", "token", "registry", "createdMillis", "receipts", "log");
        Require.that(all.text("schema").equals(SCHEMA), "it is of " + all.text("schema") + ", not of " + SCHEMA);
        Members said = all.member("manifest");
        said.only(
                "schema",
                "id",
                "name",
                "number",
                "origin",
                "owner",
                "baseDigest",
                "adapterDigest",
                "tokenizerDigest",
                "declaredVersions",
                "licence",
                "warning");
        Require.that(said.text("schema").equals(MANIFEST_SCHEMA), "its manifest is not of " + MANIFEST_SCHEMA);
        String id = said.text("id");
        Require.that(path.equals(Facts.MODELS + id + ".json"), "it is of model " + id);
        Require.address("owner", said.text("owner"));
        String values = Facts.MODELS + id + Facts.VALUES;
        String credential = Facts.MODELS + id + Facts.CREDENTIAL;
        ModelPart model = new ModelPart(
                path,
                id,
                said.text("name"),
                said.number("number"),
                said.text("origin"),
                said.text("owner"),
                all.text("base"),
                said.text("baseDigest"),
                said.text("adapterDigest"),
                said.text("tokenizerDigest"),
                said.optionalText("licence"),
                said.optionalText("warning"),
                all.optionalText("token"),
                all.text("registry"),
                all.number("createdMillis"),
                all.number("receipts"),
                versions(said),
                Optional.of(values).filter(parts::containsKey),
                Optional.of(credential).filter(parts::containsKey));
        Members log = all.member("log");
        log.only("key", "checkpoint", "entries");
        Require.that(log.text("key").equals(logKey), "it is in another log than the pack");
        Map<String, String> logged = new HashMap<>();
        logged.put(
                "model " + id,
                model.declared() ? Hex.of(Hashes.sha256(CanonicalJson.write(said.object()))) : model.adapterDigest);
        model.values.ifPresent(there ->
                logged.put("values " + id, Hex.of(Hashes.sha256(parts.getOrDefault(there, new byte[0])))));
        Signing.requireLogged(log, logged);
        Require.that(log.list("entries").size() == logged.size(), "its log has entries that nothing here needs");
        return model;
    }

    /** Requires that the log's key signed the content credential, and that it is of this adapter. */
    void checkCredential(byte[] file, String logKey) {
        new AdapterManifest(id, name, number, adapterDigest, sources).check(file, VerifierKey.parse(logKey));
    }

    private static List<Receipt.Version> versions(Members manifest) {
        List<Receipt.Version> versions = new ArrayList<>();
        for (Members each : manifest.list("declaredVersions")) {
            each.only("datanet", "number", "root");
            versions.add(new Receipt.Version(each.text("datanet"), each.number("number"), each.text("root")));
        }
        return versions;
    }
}
