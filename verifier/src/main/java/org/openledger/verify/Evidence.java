package org.openledger.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openledger.verify.Receipt.RowScore;
import org.openledger.verify.Receipt.Share;
import org.openledger.verify.Receipt.Source;
import org.openledger.verify.Receipt.Span;
import org.openledger.verify.ReceiptFile.Inclusion;
import org.openledger.verify.ReceiptFile.Opening;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * Which rows an answer is near to, which it quotes where, and what stood in its prompt as sources. With these and the rows anybody
 * rebuilds much of an answer. So a receipt commits to them, by the root of a Merkle tree whose leaves are their pieces, each under
 * a salt of its own:
 *
 * <pre>leaf i = SHA-256(0x00 ‖ salt i ‖ canonical JSON of the piece), salt i = HMAC-SHA256(s, "openledger.evidence/1" ‖ i)</pre>
 *
 * where s is the conversation's salt, i takes four bytes, big-endian, and 16 bytes are kept of the HMAC (RFC 2104). Who has the
 * conversation's opening checks all pieces; who was given one piece with its salt and path checks that one, and learns nothing
 * of the others. The first piece has the places of all sources in the prompt, so that no tree is empty; then come each share's
 * rows and spans, in the receipt's order, then the sources without their places, which would tell of one another.
 *
 * @param start where the block of all sources begins in the prompt, see {@link Receipt.Retrieval}
 * @param shares those with rows or spans, in the receipt's order
 */
public record Evidence(int start, int end, List<OfShare> shares, List<Source> sources) {
    private static final byte[] DOMAIN = "openledger.evidence/1".getBytes(StandardCharsets.UTF_8);
    private static final String HMAC = "HmacSHA256";

    public Evidence {
        shares = List.copyOf(shares);
        sources = List.copyOf(sources);
    }

    /** What speaks for one contributor's share. */
    public record OfShare(String contributor, List<RowScore> rows, List<Span> spans) {
        public OfShare {
            rows = List.copyOf(rows);
            spans = List.copyOf(spans);
            Require.address("contributor", contributor);
        }
    }

    /** What a piece is. */
    public enum Kind implements Worded {
        PROMPT,
        ROW,
        SPAN,
        SOURCE;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One piece of evidence.
     *
     * @param contributor whose share it speaks for; empty for the place in the prompt
     * @param content as the evidence's JSON has it
     */
    public record Piece(Kind kind, String contributor, Json.JsonObject content) {
        byte[] leaf(byte[] salt) {
            byte[] text = CanonicalJson.write(Json.object()
                    .put("kind", kind.word())
                    .put("contributor", contributor)
                    .put("content", content)
                    .build());
            byte[] entry = Arrays.copyOf(salt, Opening.SALT_BYTES + text.length);
            System.arraycopy(text, 0, entry, Opening.SALT_BYTES, text.length);
            return MerkleTree.leafHash(entry);
        }
    }

    /**
     * One piece, with what shows that a receipt commits to it.
     *
     * @param salt 32 hexadecimal digits, of this piece alone
     */
    public record Disclosure(Piece piece, String salt, Inclusion inclusion) {
        public Disclosure {
            Require.that(Hex.isBytes(salt, Opening.SALT_BYTES, false), "salt must be 32 lowercase hexadecimal digits");
        }

        /** Whether this piece is under the root. */
        boolean isUnder(String root) {
            return MerkleTree.verifyInclusion(
                    piece.leaf(Hex.parse(salt)),
                    inclusion.index(),
                    inclusion.treeSize(),
                    inclusion.hashes().stream().map(Hex::parse).toList(),
                    Hex.parse(root));
        }
    }

    /** What a receipt says in the clear, or was {@link Receipt#opened} with. */
    public static Evidence of(Receipt receipt) {
        List<OfShare> shares = new ArrayList<>();
        for (Share share : receipt.attribution().shares()) {
            if (!share.rows().isEmpty() || !share.spans().isEmpty()) {
                shares.add(new OfShare(share.contributor(), share.rows(), share.spans()));
            }
        }
        return receipt.retrieval()
                .map(given -> new Evidence(given.start(), given.end(), shares, given.sources()))
                .orElseGet(() -> new Evidence(0, 0, shares, List.of()));
    }

    /** All pieces, in the order of the tree. */
    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(Kind.PROMPT, "", ReceiptJson.places(this)));
        for (OfShare share : shares) {
            share.rows.forEach(row -> pieces.add(new Piece(Kind.ROW, share.contributor, ReceiptJson.write(row))));
            share.spans.forEach(span -> pieces.add(new Piece(Kind.SPAN, share.contributor, ReceiptJson.write(span))));
        }
        sources.forEach(
                source -> pieces.add(new Piece(Kind.SOURCE, source.contributor(), ReceiptJson.effect(source))));
        return pieces;
    }

    /**
     * What a receipt commits to all of this by, 64 hexadecimal digits.
     *
     * @param salt of the conversation, 32 hexadecimal digits
     */
    public String root(String salt) {
        return Hex.of(MerkleTree.root(leaves(pieces(), salt)));
    }

    /** The pieces that speak for one contributor, each with its proof. */
    public List<Disclosure> disclosures(String contributor, String salt) {
        List<Piece> pieces = pieces();
        List<byte[]> leaves = leaves(pieces, salt);
        return IntStream.range(0, pieces.size())
                .filter(i -> pieces.get(i).contributor.equals(contributor))
                .mapToObj(i -> new Disclosure(
                        pieces.get(i),
                        Hex.of(saltOf(salt, i)),
                        new Inclusion(
                                i,
                                leaves.size(),
                                MerkleTree.inclusion(leaves, i, leaves.size()).stream()
                                        .map(Hex::of)
                                        .toList())))
                .toList();
    }

    Map<String, OfShare> byContributor() {
        Map<String, OfShare> found = new HashMap<>();
        shares.forEach(share -> Require.that(
                found.put(share.contributor, share) == null, "evidence names " + share.contributor + " twice"));
        return found;
    }

    private static List<byte[]> leaves(List<Piece> pieces, String salt) {
        return IntStream.range(0, pieces.size())
                .mapToObj(i -> pieces.get(i).leaf(saltOf(salt, i)))
                .toList();
    }

    private static byte[] saltOf(String salt, int index) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Hex.parse(salt), HMAC));
            mac.update(DOMAIN);
            byte[] place = ByteBuffer.allocate(Integer.BYTES).putInt(index).array();
            return Arrays.copyOf(mac.doFinal(place), Opening.SALT_BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** The canonical bytes, as a node keeps them beside a receipt. */
    public byte[] canonicalBytes() {
        return CanonicalJson.write(ReceiptJson.write(this));
    }

    public static Evidence parse(byte[] canonicalBytes) {
        return Fields.read("evidence", CanonicalJson.parseCanonical(canonicalBytes), ReceiptJson::evidence);
    }
}
