package org.openledger.verify.credential;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.verify.LogKey;
import org.openledger.verify.Receipt;
import org.openledger.verify.Require;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/**
 * The content credential of an adapter, a file of its own beside it. An adapter is two files, so what the manifest is bound to is their
 * list, as {@code sha256sum adapter_config.json adapter_model.safetensors} prints it: the list's SHA-256 is the adapter's digest.
 *
 * @param id of the model
 * @param adapterDigest 64 digits
 * @param versions that the model learnt from, as the operator says
 */
public record AdapterManifest(
        String id, String name, long number, String adapterDigest, List<Receipt.Version> versions) {
    private static final String STORE = "c2pa";
    private static final String ASSERTIONS = "c2pa.assertions";
    private static final String TRAINED = "http://c2pa.org/digitalsourcetype/trainedAlgorithmicData";
    /** EdDSA, among the algorithms of COSE. */
    private static final long EDDSA = -8;
    /** Names of COSE's headers. */
    private static final long ALGORITHM = 1;

    private static final long CERTIFICATES = 33;
    private static final long SIGN_1 = 18;
    /** What stands between certificate and signature: no more headers, no content, the signature's length. */
    private static final int BETWEEN = 4;

    public AdapterManifest {
        Require.digest("adapterDigest", adapterDigest);
        versions = List.copyOf(versions);
    }

    /** The file, signed by a log's key. */
    public byte[] issue(LogKey key) {
        byte[] certificate =
                LogCertificate.signed(key.verifierKey(), key.sign(LogCertificate.unsigned(key.verifierKey())));
        return file(certificate, key.sign(signed(certificate)));
    }

    /** Requires that a file is this manifest, and that the log's key signed it. */
    public void check(byte[] file, VerifierKey key) {
        byte[] signature = part(file, file.length);
        byte[] ofCertificate = part(file, file.length - LogCertificate.SIGNATURE_BYTES - BETWEEN);
        byte[] certificate = LogCertificate.signed(key, ofCertificate);
        Require.that(
                Arrays.equals(file(certificate, signature), file),
                "it is not the manifest of the adapter " + adapterDigest + " of " + name);
        Require.that(
                key.verify(LogCertificate.unsigned(key), ofCertificate) && key.verify(signed(certificate), signature),
                "its signatures are not the log key's " + key);
    }

    private static byte[] part(byte[] file, int end) {
        Require.that(end >= LogCertificate.SIGNATURE_BYTES, "it is cut off");
        return Arrays.copyOfRange(file, end - LogCertificate.SIGNATURE_BYTES, end);
    }

    private byte[] file(byte[] certificate, byte[] signature) {
        byte[] sign = Cbor.tagged(
                SIGN_1,
                Cbor.array(
                        List.of(Cbor.bytes(headers(certificate)), Cbor.noHeaders(), Cbor.NULL, Cbor.bytes(signature))));
        byte[] assertions = Jumbf.content(
                "c2as",
                ASSERTIONS,
                assertions().values().stream().map(Jumbf::superbox).toArray(byte[][]::new));
        byte[] manifest = Jumbf.content(
                "c2ma",
                label(),
                Jumbf.superbox(assertions),
                Jumbf.superbox(Jumbf.content("c2cl", "c2pa.claim.v2", Jumbf.box("cbor", claim()))),
                Jumbf.superbox(Jumbf.content("c2cs", "c2pa.signature", Jumbf.box("cbor", sign))));
        return Jumbf.superbox(Jumbf.content("c2pa", STORE, Jumbf.superbox(manifest)));
    }

    private static byte[] headers(byte[] certificate) {
        return Cbor.headers(ALGORITHM, Cbor.negative(EDDSA), CERTIFICATES, Cbor.bytes(certificate));
    }

    /** COSE's Sig_structure (RFC 9052, section 4.4), which is no text and so no checkpoint. */
    private byte[] signed(byte[] certificate) {
        return Cbor.array(List.of(
                Cbor.text("Signature1"),
                Cbor.bytes(headers(certificate)),
                Cbor.bytes(new byte[0]),
                Cbor.bytes(claim())));
    }

    private byte[] claim() {
        Map<String, byte[]> claim = new LinkedHashMap<>();
        claim.put("instanceID", Cbor.text("xmp:iid:" + uuid()));
        claim.put("claim_generator_info", Cbor.map(Map.of("name", Cbor.text("OpenLedger"))));
        claim.put("signature", Cbor.text("self#jumbf=/" + STORE + "/" + label() + "/c2pa.signature"));
        claim.put(
                "created_assertions",
                Cbor.array(assertions().entrySet().stream()
                        .map(each -> reference(each.getKey(), each.getValue()))
                        .toList()));
        claim.put("dc:title", Cbor.text("Adapter of " + name + ", version " + number));
        claim.put("alg", Cbor.text("sha256"));
        return Cbor.map(claim);
    }

    private static byte[] reference(String label, byte[] content) {
        Map<String, byte[]> reference = new LinkedHashMap<>();
        reference.put("url", Cbor.text("self#jumbf=" + ASSERTIONS + "/" + label));
        reference.put("hash", Cbor.bytes(Hashes.sha256(content)));
        return Cbor.map(reference);
    }

    /** What is claimed, by label: contents of boxes. */
    private Map<String, byte[]> assertions() {
        Map<String, byte[]> action = new LinkedHashMap<>();
        action.put("action", Cbor.text("c2pa.created"));
        action.put("digitalSourceType", Cbor.text(TRAINED));
        Map<String, byte[]> bound = new LinkedHashMap<>();
        bound.put("name", Cbor.text("adapter_config.json and adapter_model.safetensors, listed by sha256sum"));
        bound.put("alg", Cbor.text("sha256"));
        bound.put("hash", Cbor.bytes(Hex.parse(adapterDigest)));
        bound.put("pad", Cbor.bytes(new byte[0]));
        Map<String, byte[]> learnt = new LinkedHashMap<>();
        learnt.put("model", Cbor.text(id));
        learnt.put("adapterDigest", Cbor.text(adapterDigest));
        learnt.put(
                "versions",
                Cbor.array(versions.stream().map(AdapterManifest::version).toList()));
        Map<String, byte[]> assertions = new LinkedHashMap<>();
        assertions.put("c2pa.actions.v2", Cbor.map(Map.of("actions", Cbor.array(List.of(Cbor.map(action))))));
        assertions.put("c2pa.hash.data", Cbor.map(bound));
        assertions.put("org.openledger.training", Cbor.map(learnt));
        assertions.replaceAll((label, content) -> Jumbf.content("cbor", label, Jumbf.box("cbor", content)));
        return assertions;
    }

    private static byte[] version(Receipt.Version version) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("datanet", Cbor.text(version.datanet()));
        members.put("number", Cbor.number(version.number()));
        members.put("root", Cbor.text(version.root()));
        return Cbor.map(members);
    }

    private String label() {
        return "urn:c2pa:" + uuid();
    }

    /** Of the adapter's digest, in the form of a random one. */
    private String uuid() {
        String digits = adapterDigest;
        return digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-4" + digits.substring(13, 16) + "-8"
                + digits.substring(17, 20) + "-" + digits.substring(20, 32);
    }
}
