package org.openledger.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.reward.RewardTree;

/**
 * A receipt with all that is needed to check it offline (schema {@code openledger.receipt-file/1}), before it is sealed.
 *
 * @param signature the operator's over the receipt's canonical bytes
 * @param inclusion leads from the receipt's log entry to the checkpoint's root
 * @param checkpoint the signed note of a tree of {@code inclusion.treeSize()} entries
 * @param anchor the checkpoint that the chain holds, and how the two trees hang together
 * @param opening the conversation behind the receipt's digests
 * @param payout the epoch's proofs for accounts this receipt paid
 * @param quotations words of the answer with the rows they stand in; a choice of those the receipt names
 * @param disclosures pieces of evidence that are shown without the conversation, to the contributor they speak for
 */
public record ReceiptFile(
        Receipt receipt,
        String signature,
        Inclusion inclusion,
        String checkpoint,
        Optional<Anchor> anchor,
        Optional<Opening> opening,
        Optional<Payout> payout,
        List<Quotation> quotations,
        List<Disclosure> disclosures) {
    public static final String SCHEMA = "openledger.receipt-file/1";

    /** Quotations that one file proves. */
    public static final int MAX_QUOTATIONS = 16;

    private static final int MAX_DISCLOSURES = 20_000;

    /** A tree of 2^53 leaves is 53 high; consistency proofs have at most one hash more than twice that. */
    private static final int MAX_PROOF_HASHES = 108;

    public ReceiptFile {
        quotations = List.copyOf(quotations);
        Require.signature("signature", signature);
        Checkpoint.parseUnverified(checkpoint);
        Require.atMost("quotations", quotations.size(), MAX_QUOTATIONS);
        Require.that(quotations.isEmpty() || opening.isPresent(), "quotations need the opening they are of");
        disclosures = List.copyOf(disclosures);
        Require.atMost("disclosures", disclosures.size(), MAX_DISCLOSURES);
        Require.that(
                disclosures.isEmpty() || receipt.evidence().isPresent(),
                "disclosures need a receipt that commits to its evidence");
    }

    /** A file that shows no row. */
    public ReceiptFile(
            Receipt receipt,
            String signature,
            Inclusion inclusion,
            String checkpoint,
            Optional<Anchor> anchor,
            Optional<Opening> opening,
            Optional<Payout> payout) {
        this(receipt, signature, inclusion, checkpoint, anchor, opening, payout, List.of(), List.of());
    }

    /** Whether the receipt's evidence is in the file, beside the receipt. */
    boolean showsEvidence() {
        return receipt.evidence().isPresent() && opening.isPresent();
    }

    /** The log's proof that the entry at this index is among the first {@code treeSize}. */
    public record Inclusion(long index, long treeSize, List<String> hashes) {
        public Inclusion {
            hashes = List.copyOf(hashes);
            Require.range("treeSize", treeSize, 1, Json.MAX_INTEGER);
            Require.range("index", index, 0, treeSize - 1);
            requireHashes("hashes", hashes);
        }

        public static Inclusion read(Fields fields) {
            return new Inclusion(fields.integer("index"), fields.integer("treeSize"), fields.texts("hashes"));
        }

        public Json.JsonObject json() {
            return Json.object()
                    .put("index", index)
                    .put("treeSize", treeSize)
                    .put("hashes", Json.strings(hashes))
                    .build();
        }
    }

    /**
     * The checkpoint a chain's LogAnchor holds.
     *
     * @param root the anchored tree's root, 64 hexadecimal digits
     * @param consistency from the smaller to the larger of this size and the inclusion's tree size
     */
    public record Anchor(
            long chainId,
            String contract,
            long size,
            String root,
            long block,
            String transaction,
            List<String> consistency) {
        public Anchor {
            consistency = List.copyOf(consistency);
            Require.range("chainId", chainId, 1, Json.MAX_INTEGER);
            Require.address("contract", contract);
            Require.range("size", size, 1, Json.MAX_INTEGER);
            Require.digest("root", root);
            Require.notNegative("block", block);
            Require.hash("transaction", transaction);
            requireHashes("consistency", consistency);
        }
    }

    /**
     * What the receipt's digests hide: {@code sha256(salt ‖ text)} for the rendered prompt and for the answer. The salt's
     * length is fixed, so that no other cut between salt and text gives the same bytes.
     *
     * @param salt 32 hexadecimal digits
     */
    public record Opening(String salt, String prompt, String answer, List<Integer> promptIds, List<Integer> answerIds) {
        public static final int SALT_BYTES = 16;

        public Opening {
            promptIds = List.copyOf(promptIds);
            answerIds = List.copyOf(answerIds);
            Require.that(Hex.isBytes(salt, SALT_BYTES, false), "salt must be 32 lowercase hexadecimal digits");
            promptIds.forEach(id -> Require.range("promptIds", id, 0, Integer.MAX_VALUE));
            answerIds.forEach(id -> Require.range("answerIds", id, 0, Integer.MAX_VALUE));
        }

        /** The digest a receipt gives for a text under this salt, 64 hexadecimal digits. */
        public static String digest(String salt, String text) {
            return Hex.of(Hashes.sha256(Hex.parse(salt), text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /**
     * Words of the answer that stand in a row, by where they begin in either text, in UTF-16 code units.
     *
     * @param contributor whose share of the receipt names the quotation
     * @param start and {@code length}: the receipt's span, in tokens of the answer
     * @param answerAt where the words begin in the opening's answer
     * @param field of the row that has them
     * @param rowAt where they begin in that field
     * @param characters how long they are
     */
    public record Quotation(
            String contributor,
            int start,
            int length,
            int answerAt,
            String field,
            int rowAt,
            int characters,
            QuotedRow row) {
        public Quotation {
            Require.address("contributor", contributor);
            Require.range("start", start, 0, Integer.MAX_VALUE);
            Require.range("length", length, 1, Integer.MAX_VALUE);
            Require.range("answerAt", answerAt, 0, Integer.MAX_VALUE);
            Require.name("field", field);
            Require.range("rowAt", rowAt, 0, Integer.MAX_VALUE);
            Require.range("characters", characters, 1, Integer.MAX_VALUE);
        }
    }

    /**
     * A row of a version the model learned from, with its salt, and its path to the version's root.
     *
     * @param datanet its id on chain
     * @param content the row as canonical JSON; its leaf is SHA-256(0x00 ‖ salt ‖ content)
     */
    public record QuotedRow(String datanet, String salt, String content, Inclusion inclusion) {
        public QuotedRow {
            Require.decimal("datanet", datanet);
            Require.that(Hex.isBytes(salt, Opening.SALT_BYTES, false), "salt must be 32 lowercase hexadecimal digits");
        }

        /** The row's leaf, which versions and receipts name it by. */
        public byte[] leaf() {
            byte[] text = content.getBytes(StandardCharsets.UTF_8);
            byte[] entry = Arrays.copyOf(Hex.parse(salt), Opening.SALT_BYTES + text.length);
            System.arraycopy(text, 0, entry, Opening.SALT_BYTES, text.length);
            return MerkleTree.leafHash(entry);
        }
    }

    /**
     * One piece of evidence, with what shows that a receipt commits to it.
     *
     * @param salt 32 hexadecimal digits, of this piece alone
     */
    public record Disclosure(CommittedEvidence.Piece piece, String salt, Inclusion inclusion) {
        public Disclosure {
            Require.that(
                    Hex.isBytes(salt, CommittedEvidence.SALT_BYTES, false),
                    "salt must be 32 lowercase hexadecimal digits");
        }

        /**
         * The pieces that speak for one contributor.
         *
         * @param salt of the conversation
         */
        public static List<Disclosure> of(CommittedEvidence evidence, String contributor, String salt) {
            List<CommittedEvidence.Piece> pieces = evidence.pieces();
            List<byte[]> leaves = CommittedEvidence.leaves(pieces, salt);
            return IntStream.range(0, pieces.size())
                    .filter(i -> pieces.get(i).contributor().equals(contributor))
                    .mapToObj(i -> new Disclosure(
                            pieces.get(i),
                            Hex.of(CommittedEvidence.saltOf(salt, i)),
                            new Inclusion(
                                    i,
                                    leaves.size(),
                                    MerkleTree.inclusion(leaves, i, leaves.size()).stream()
                                            .map(Hex::of)
                                            .toList())))
                    .toList();
        }

        /** Whether this piece is under a receipt's commitment. */
        boolean isUnder(String root) {
            return MerkleTree.verifyInclusion(
                    piece.leaf(Hex.parse(salt)),
                    inclusion.index(),
                    inclusion.treeSize(),
                    inclusion.hashes().stream().map(Hex::parse).toList(),
                    Hex.parse(root));
        }
    }

    /** The epoch's reward root as the RewardDistributor holds it, and claims under it. */
    public record Payout(long epoch, String root, List<Claim> claims) {
        public Payout {
            claims = List.copyOf(claims);
            Require.notNegative("epoch", epoch);
            Require.hash("root", root);
            Require.that(!claims.isEmpty(), "a payout has at least one claim");
            Set<String> accounts = new HashSet<>();
            claims.forEach(claim -> Require.that(accounts.add(claim.account), claim.account + " has two claims"));
        }
    }

    /** What an account has earned in all up to an epoch, in wei as a decimal, with its proof under the epoch's root. */
    public record Claim(String account, String cumulativeWei, List<String> proof) {
        public Claim {
            proof = List.copyOf(proof);
            Require.address("account", account);
            Require.decimal("cumulativeWei", cumulativeWei);
            Require.that(new BigInteger(cumulativeWei).bitLength() <= 256, "cumulativeWei must fit a uint256");
            Require.atMost("proof", proof.size(), MAX_PROOF_HASHES);
            proof.forEach(step -> Require.that(
                    Hex.isBytes(step, Hashes.BYTES, true) || Hex.isBytes(step, RewardTree.STEP_BYTES, true),
                    "a step of a proof must be 0x and 98 lowercase hexadecimal digits, or 64 of an epoch before sums"));
        }
    }

    /** The canonical bytes an operator signs to seal the file. */
    public byte[] bytesToSeal() {
        return CanonicalJson.write(ReceiptFileJson.write(this).build());
    }

    /** A file as it is exported. The seal is the operator's signature over all the rest. */
    public record Sealed(ReceiptFile content, String seal) {
        public Sealed {
            Require.signature("seal", seal);
        }

        /** The file's bytes: canonical JSON, nothing after it. */
        public byte[] bytes() {
            return CanonicalJson.write(
                    ReceiptFileJson.write(content).put("seal", seal).build());
        }
    }

    /** Reads a file, its shape alone: whether it is true is for {@link Verifier}. */
    public static Sealed read(byte[] bytes) {
        return fromJson(CanonicalJson.parseCanonical(bytes));
    }

    static Sealed fromJson(Json json) {
        return ReceiptFileJson.read(json);
    }

    private static void requireHashes(String field, List<String> hashes) {
        Require.atMost(field, hashes.size(), MAX_PROOF_HASHES);
        hashes.forEach(hash -> Require.digest(field, hash));
    }
}
