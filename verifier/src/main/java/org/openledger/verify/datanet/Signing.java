package org.openledger.verify.datanet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.LogEntry;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.TypedDocument;
import org.openledger.verify.bytes.VerifyException;

/** What contributors and owners of Datanets sign, and what the log must have of it. */
public final class Signing {
    private static final String DOMAIN = "OpenLedger DatanetRegistry";
    private static final String CONTRIBUTION =
            "Contribution(uint256 datanetId,bytes32 root,uint32 rows,bytes32 termsDigest,uint256 nonce,uint256 deadline)";
    private static final String PUBLICATION =
            "Publication(uint256 datanetId,uint32 number,bytes32 root,uint64 rows,bytes32 manifestDigest,uint256 deadline)";

    private Signing() {}

    /**
     * The address that signed a contribution, by its public record. {@link VerifyException} where it states what its nonce does not
     * commit to.
     */
    public static String signerOf(Members record) {
        record.optionalMember("statement").ifPresent(said -> {
            if (!SignedStatement.of(said.object()).nonce().equals(record.text("nonce"))) {
                throw new VerifyException("its statement is not the one that was signed");
            }
        });
        return document(record, CONTRIBUTION)
                .number(record.text("datanet"))
                .bytes32(record.text("root"))
                .number(Long.toString(record.number("rows")))
                .bytes32(record.text("termsDigest"))
                .number(record.text("nonce"))
                .number(Long.toString(record.number("deadlineSeconds")))
                .signer(record.text("signature"));
    }

    /** The address that signed a version. */
    public static String signerOf(Members manifest, String manifestDigest, long deadlineSeconds, String signature) {
        return document(manifest, PUBLICATION)
                .number(manifest.text("datanet"))
                .number(Long.toString(manifest.number("number")))
                .bytes32(manifest.text("root"))
                .number(Long.toString(manifest.number("rows")))
                .bytes32(manifestDigest)
                .number(Long.toString(deadlineSeconds))
                .signer(signature);
    }

    private static TypedDocument document(Members of, String type) {
        return new TypedDocument(DOMAIN, of.number("chainId"), of.text("registry"), type);
    }

    /**
     * Requires that a log has entries.
     *
     * @param log with {@code key}, {@code checkpoint} and {@code entries}, each with its proof
     * @param wanted digests by kind and id
     */
    public static void requireLogged(Members log, Map<String, String> wanted) {
        Checkpoint checkpoint = Checkpoint.verify(log.text("checkpoint"), VerifierKey.parse(log.text("key")));
        Map<String, String> missing = new HashMap<>(wanted);
        for (Members each : log.list("entries")) {
            LogEntry entry = LogEntry.of(each.text("kind"), each.text("id"), each.text("digest"));
            List<byte[]> proof = each.texts("proof").stream().map(Hex::parse).toList();
            if (!MerkleTree.verifyInclusion(
                    entry.leafHash(), each.number("index"), checkpoint.size(), proof, checkpoint.rootBytes())) {
                throw new VerifyException(
                        "the entry of " + entry.kind() + " " + entry.id() + " is not in the checkpoint's tree");
            }
            missing.remove(entry.kind() + " " + entry.id(), entry.digest());
        }
        if (!missing.isEmpty()) {
            throw new VerifyException("it has no entry of " + String.join(", ", missing.keySet()));
        }
    }
}
