package org.openledger.verify.datanet;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openledger.verify.Check;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.LogEntry;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.Verifier;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.TypedDocument;
import org.openledger.verify.bytes.VerifyException;

/**
 * A Datanet that was exported, checked from its folder alone.
 *
 * <pre>
 * datanet.json      what there is: contributions, versions, the log's checkpoint and proofs, receipts
 * blobs/DIGEST      terms, contributions' records, versions' manifests and lists of leaves
 * rows/ID.jsonl     the rows of a contribution in the order of their lines: leaf, salt and content; of some the leaf alone
 * receipts/ID.json  receipts that name it, as files that the verifier checks one by one
 * </pre>
 */
public final class DatanetFolder {
    public static final String SCHEMA = "openledger.datanet/1";
    public static final String INDEX = "datanet.json";

    private static final String DOMAIN = "OpenLedger DatanetRegistry";
    private static final String CONTRIBUTION =
            "Contribution(uint256 datanetId,bytes32 root,uint32 rows,bytes32 termsDigest,uint256 nonce,uint256 deadline)";
    private static final String PUBLICATION =
            "Publication(uint256 datanetId,uint32 number,bytes32 root,uint64 rows,bytes32 manifestDigest,uint256 deadline)";
    private static final int SALT_BYTES = 16;

    private final Path folder;
    private final Members index;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> byContract = new ArrayList<>();
    /** Every leaf of the contributions. */
    private final Set<String> leaves = new HashSet<>();
    /** What the log must have: digest by kind and id. */
    private final Map<String, String> logged = new HashMap<>();

    private long rows;
    private long withheld;

    private DatanetFolder(Path folder) throws IOException {
        this.folder = folder;
        this.index = Members.parse(INDEX, Files.readAllBytes(folder.resolve(INDEX)));
        if (!index.text("schema").equals(SCHEMA)) {
            throw new VerifyException(INDEX + " is of " + index.text("schema") + ", not of " + SCHEMA);
        }
    }

    /**
     * What a check found.
     *
     * @param rows with their content
     * @param withheld of which only the leaf is there, because they were erased or not accepted
     * @param byContract signatures that are no key's own: those of contract wallets, which only the chain can check
     * @param wrong what does not hold, one sentence each
     */
    public record Report(
            long rows,
            long withheld,
            int contributions,
            int versions,
            int receipts,
            List<String> byContract,
            List<String> wrong) {
        public Report {
            byContract = List.copyOf(byContract);
            wrong = List.copyOf(wrong);
        }
    }

    /** Checks everything; {@link VerifyException} where the folder is no export. */
    public static Report check(Path folder) throws IOException {
        return new DatanetFolder(folder).run();
    }

    private Report run() throws IOException {
        attempt("the terms", () -> blob(index.text("termsDigest")));
        List<Members> contributions = index.list("contributions");
        Set<String> records = new HashSet<>();
        for (Members contribution : contributions) {
            records.add(contribution.text("record"));
            attempt("contribution " + contribution.text("id"), () -> contribution(contribution));
        }
        List<Members> versions = index.list("versions");
        for (Members version : versions) {
            attempt("version " + version.number("number"), () -> version(version, records));
        }
        attempt("the log", this::log);
        List<String> receipts = index.texts("receipts");
        for (String receipt : receipts) {
            attempt("receipt " + receipt, () -> receipt(receipt));
        }
        return new Report(rows, withheld, contributions.size(), versions.size(), receipts.size(), byContract, wrong);
    }

    private interface Step {
        void run() throws IOException;
    }

    /** What one part lacks keeps no other from being checked. */
    private void attempt(String part, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            wrong.add(part + ": cannot read " + e.getMessage());
        } catch (VerifyException | ArithmeticException | NumberFormatException e) {
            wrong.add(part + ": " + e.getMessage());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new VerifyException(otherwise);
        }
    }

    private byte[] blob(String digest) throws IOException {
        require(Hex.isBytes(digest, Hashes.BYTES, false), "\"" + digest + "\" is no digest");
        byte[] content = Files.readAllBytes(folder.resolve("blobs").resolve(digest));
        require(Hex.of(Hashes.sha256(content)).equals(digest), "blobs/" + digest + " has another digest");
        return content;
    }

    private void contribution(Members named) throws IOException {
        String id = named.text("id");
        require(id.matches("[0-9]{1,18}"), "\"" + id + "\" is no contribution's number");
        String digest = named.text("record");
        logged.put("contribution " + id, digest);
        Members record = Members.parse("blobs/" + digest, blob(digest));
        requireOurs(record);
        List<byte[]> found = rows(id);
        require(
                found.size() == record.number("rows"),
                "it has " + found.size() + " rows, signed were " + record.number("rows"));
        require(
                Hex.of(MerkleTree.root(found)).equals(record.text("root")),
                "its rows do not have the root that was signed");
        requireSigned(
                record.text("contributor"),
                document(record, CONTRIBUTION)
                        .number(record.text("datanet"))
                        .bytes32(record.text("root"))
                        .number(Long.toString(record.number("rows")))
                        .bytes32(record.text("termsDigest"))
                        .number(record.text("nonce"))
                        .number(Long.toString(record.number("deadlineSeconds"))),
                record.text("signature"),
                "contribution " + id);
    }

    /** The leaves of a contribution's rows, each compared with its salt and content where they are there. */
    private List<byte[]> rows(String contribution) throws IOException {
        List<byte[]> found = new ArrayList<>();
        Path file = folder.resolve("rows").resolve(contribution + ".jsonl");
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Members row = Members.parse("row " + (found.size() + 1), line.getBytes(StandardCharsets.UTF_8));
                String leaf = row.text("leaf");
                if (row.optionalText("content").isPresent()) {
                    byte[] salt = Hex.parse(row.text("salt"));
                    require(salt.length == SALT_BYTES, row.path() + " has a salt of " + salt.length + " bytes");
                    require(
                            Hex.of(Hashes.sha256(
                                            new byte[] {0},
                                            salt,
                                            row.text("content").getBytes(StandardCharsets.UTF_8)))
                                    .equals(leaf),
                            row.path() + " does not have its leaf " + leaf);
                    rows++;
                } else {
                    withheld++;
                }
                leaves.add(leaf);
                found.add(Hex.parse(leaf));
            }
        }
        return found;
    }

    private void version(Members named, Set<String> records) throws IOException {
        long number = named.number("number");
        String digest = named.text("manifest");
        logged.put("version " + index.text("token") + "/" + number, digest);
        Members manifest = Members.parse("blobs/" + digest, blob(digest));
        requireOurs(manifest);
        require(
                manifest.text("name").equals(index.text("name"))
                        && manifest.text("licence").equals(index.text("licence")),
                "its manifest has another name or licence than " + INDEX);
        require(manifest.number("number") == number, "its manifest is of version " + manifest.number("number"));
        require(
                records.containsAll(manifest.texts("contributions")),
                "its manifest names a contribution that is not here");
        byte[] list = blob(manifest.text("leavesDigest"));
        require(
                list.length == Math.multiplyExact(manifest.number("rows"), Hashes.BYTES),
                "its list of leaves has another length than its rows");
        List<byte[]> tree = new ArrayList<>();
        for (int at = 0; at < list.length; at += Hashes.BYTES) {
            byte[] leaf = Arrays.copyOfRange(list, at, at + Hashes.BYTES);
            require(leaves.contains(Hex.of(leaf)), "its leaf " + Hex.of(leaf) + " is in no contribution");
            tree.add(leaf);
        }
        require(Hex.of(MerkleTree.root(tree)).equals(manifest.text("root")), "its leaves do not have its root");
        requireSigned(
                index.text("owner"),
                document(manifest, PUBLICATION)
                        .number(manifest.text("datanet"))
                        .number(Long.toString(number))
                        .bytes32(manifest.text("root"))
                        .number(Long.toString(manifest.number("rows")))
                        .bytes32(digest)
                        .number(Long.toString(named.number("deadlineSeconds"))),
                named.text("signature"),
                "version " + number);
    }

    private void requireOurs(Members document) {
        require(
                document.text("datanet").equals(index.text("token"))
                        && document.number("chainId") == index.number("chainId")
                        && document.text("registry").equals(index.text("registry"))
                        && document.text("termsDigest").equals(index.text("termsDigest")),
                document.path() + " is of another Datanet, registry or terms");
    }

    private static TypedDocument document(Members of, String type) {
        return new TypedDocument(DOMAIN, of.number("chainId"), of.text("registry"), type);
    }

    private void requireSigned(String by, TypedDocument document, String signature, String what) {
        if (!document.signer(signature).equals(by)) {
            byContract.add("the signature of " + what + " is not the key's of " + by);
        }
    }

    private void log() {
        Members log = index.member("log");
        Checkpoint checkpoint = Checkpoint.verify(log.text("checkpoint"), VerifierKey.parse(log.text("key")));
        Map<String, String> missing = new HashMap<>(logged);
        for (Members each : log.list("entries")) {
            LogEntry entry = LogEntry.of(each.text("kind"), each.text("id"), each.text("digest"));
            List<byte[]> proof = each.texts("proof").stream().map(Hex::parse).toList();
            require(
                    MerkleTree.verifyInclusion(
                            entry.leafHash(), each.number("index"), checkpoint.size(), proof, checkpoint.rootBytes()),
                    "the entry of " + entry.kind() + " " + entry.id() + " is not in the checkpoint's tree");
            missing.remove(entry.kind() + " " + entry.id(), entry.digest());
        }
        require(missing.isEmpty(), "it has no entry of " + String.join(", ", missing.keySet()));
    }

    private void receipt(String id) throws IOException {
        require(id.matches("[0-9A-Za-z_-]{1,64}"), "\"" + id + "\" is no receipt's id");
        List<Check> checks = Verifier.check(
                Files.readAllBytes(folder.resolve("receipts").resolve(id + ".json")), Verifier.Options.none());
        for (Check check : checks) {
            require(!check.failed(), check.name() + ": " + check.detail());
        }
        require(Verifier.accepted(checks), "it is not accepted");
    }
}
