package org.openledger.verify.evidence;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.openledger.verify.LogKey;
import org.openledger.verify.Require;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.datanet.Members;

/**
 * The signature of a pack: a Verifiable Credential 2.0 (https://www.w3.org/TR/vc-data-model-2.0/) that the log's key issues, as did:key,
 * under cryptosuite eddsa-jcs-2022 (https://www.w3.org/TR/vc-di-eddsa/). It relates to the manifest by SHA-256. What is signed are the
 * digests of two JSON documents, 64 bytes that are no checkpoint's text.
 */
public final class Credential {
    private static final byte[] ED25519_PUBLIC = {(byte) 0xed, 0x01};
    private static final int SIGNATURE_BYTES = 64;
    private static final String CONTEXT = "https://www.w3.org/ns/credentials/v2";

    private Credential() {}

    /** The did:key of a log's key. */
    static String did(VerifierKey key) {
        byte[] raw = key.publicKey();
        byte[] coded = Arrays.copyOf(ED25519_PUBLIC, ED25519_PUBLIC.length + raw.length);
        System.arraycopy(raw, 0, coded, ED25519_PUBLIC.length, raw.length);
        return "did:key:" + Multibase.encode(coded);
    }

    /** The credential of a manifest. */
    public static byte[] issue(PackManifest manifest, LogKey key) {
        return written(manifest, key.verifierKey(), Multibase.encode(key.sign(signed(manifest, key.verifierKey()))));
    }

    /** Requires that the manifest's log signed it. */
    static void check(byte[] credential, PackManifest manifest) {
        VerifierKey key = VerifierKey.parse(manifest.logKey());
        Json json = CanonicalJson.parseCanonical(credential);
        Require.that(json instanceof JsonObject, "it must be an object");
        String value =
                new Members("credential", (JsonObject) json).member("proof").text("proofValue");
        Require.that(
                Arrays.equals(written(manifest, key, value), credential),
                "it is not the credential of " + EvidencePack.MANIFEST + ", or has members that nothing checks");
        Require.that(
                key.verify(signed(manifest, key), Multibase.decode(value, SIGNATURE_BYTES)),
                "its signature is not the log key's " + key);
    }

    private static byte[] written(PackManifest manifest, VerifierKey key, String signature) {
        return CanonicalJson.write(Json.object()
                .putAll(document(manifest, key).members())
                .put(
                        "proof",
                        Json.object()
                                .putAll(proof(manifest, key).members())
                                .put("proofValue", signature)
                                .build())
                .build());
    }

    private static byte[] signed(PackManifest manifest, VerifierKey key) {
        byte[] proof = Hashes.sha256(CanonicalJson.write(proof(manifest, key)));
        byte[] document = Hashes.sha256(CanonicalJson.write(document(manifest, key)));
        byte[] both = Arrays.copyOf(proof, proof.length + document.length);
        System.arraycopy(document, 0, both, proof.length, document.length);
        return both;
    }

    private static JsonObject document(PackManifest manifest, VerifierKey key) {
        return Json.object()
                .put("@context", Json.strings(List.of(CONTEXT)))
                .put("type", Json.strings(List.of("VerifiableCredential")))
                .put("id", "urn:openledger:evidence:" + manifest.digest())
                .put("issuer", did(key))
                .put("validFrom", made(manifest))
                .put(
                        "credentialSubject",
                        Json.object()
                                .put("id", Urn.of(manifest.subject()))
                                .put("name", "Evidence of " + manifest.subject())
                                .build())
                .put(
                        "relatedResource",
                        Json.array(List.of(Json.object()
                                .put("id", "urn:openledger:evidence-manifest:" + manifest.digest())
                                .put("mediaType", "application/json")
                                .put(
                                        "digestSRI",
                                        "sha256-" + Base64.getEncoder().encodeToString(Hashes.sha256(manifest.bytes())))
                                .build())))
                .build();
    }

    private static JsonObject proof(PackManifest manifest, VerifierKey key) {
        String did = did(key);
        return Json.object()
                .put("@context", Json.strings(List.of(CONTEXT)))
                .put("type", "DataIntegrityProof")
                .put("cryptosuite", "eddsa-jcs-2022")
                .put("created", made(manifest))
                .put("proofPurpose", "assertionMethod")
                .put("verificationMethod", did + "#" + did.substring("did:key:".length()))
                .build();
    }

    private static String made(PackManifest manifest) {
        return Urn.seconds(manifest.madeMillis());
    }
}
