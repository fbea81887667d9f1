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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openledger.verify.Receipt.RowScore;
import org.openledger.verify.Receipt.Share;
import org.openledger.verify.Receipt.Source;
import org.openledger.verify.Receipt.Span;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
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
public record CommittedEvidence(int start, int end, List<OfShare> shares, List<Source> sources) {
    static final int SALT_BYTES = 16;

    private static final byte[] DOMAIN = "openledger.evidence/1".getBytes(StandardCharsets.UTF_8);
    private static final String HMAC = "HmacSHA256";
    private static final CommittedEvidence NONE = new CommittedEvidence(0, 0, List.of(), List.of());

    public CommittedEvidence {
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
        /**
         * Its leaf in the tree.
         *
         * @param salt of this piece, {@value #SALT_BYTES} bytes
         */
        byte[] leaf(byte[] salt) {
            byte[] text = CanonicalJson.write(Json.object()
                    .put("kind", kind.word())
                    .put("contributor", contributor)
                    .put("content", content)
                    .build());
            byte[] entry = Arrays.copyOf(salt, SALT_BYTES + text.length);
            System.arraycopy(text, 0, entry, SALT_BYTES, text.length);
            return MerkleTree.leafHash(entry);
        }
    }

    /** What a receipt says in the clear, or was opened with. */
    public static CommittedEvidence of(Receipt receipt) {
        List<OfShare> shares = new ArrayList<>();
        for (Share share : receipt.attribution().shares()) {
            if (!share.rows().isEmpty() || !share.spans().isEmpty()) {
                shares.add(new OfShare(share.contributor(), share.rows(), share.spans()));
            }
        }
        return receipt.retrieval()
                .map(given -> new CommittedEvidence(given.start(), given.end(), shares, given.sources()))
                .orElseGet(() -> new CommittedEvidence(0, 0, shares, List.of()));
    }

    /** All pieces, in the order of the tree. */
    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(Kind.PROMPT, "", places()));
        for (OfShare share : shares) {
            share.rows.forEach(row -> pieces.add(new Piece(Kind.ROW, share.contributor, ReceiptJson.write(row))));
            share.spans.forEach(span -> pieces.add(new Piece(Kind.SPAN, share.contributor, ReceiptJson.write(span))));
        }
        sources.forEach(source -> pieces.add(new Piece(Kind.SOURCE, source.contributor(), effect(source))));
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

    /** A receipt with this evidence. Whether it is what the receipt commits to, {@link #root} tells. */
    public Receipt open(Receipt receipt) {
        Map<String, OfShare> byContributor = byContributor();
        List<Share> opened = new ArrayList<>();
        for (Share share : receipt.attribution().shares()) {
            OfShare shown = byContributor.remove(share.contributor());
            opened.add(shown == null ? share.with(List.of(), List.of()) : share.with(shown.rows, shown.spans));
        }
        Require.that(byContributor.isEmpty(), "evidence speaks for " + byContributor.keySet() + ", who have no share");
        Require.that(
                receipt.retrieval().isPresent() || sources.isEmpty(), "evidence has sources, but nothing was searched");
        return receipt.with(
                opened, receipt.retrieval().map(trail -> trail.with(start, end, sources)), receipt.evidence());
    }

    /** A receipt as everybody may see it: without rows, spans and sources. */
    public static Receipt close(Receipt receipt) {
        return NONE.open(receipt);
    }

    /** A receipt as one that commits to the evidence it has, under the conversation's salt. */
    public static Receipt commit(Receipt receipt, String salt) {
        return receipt.with(
                receipt.attribution().shares(),
                receipt.retrieval(),
                Optional.of(of(receipt).root(salt)));
    }

    private Map<String, OfShare> byContributor() {
        Map<String, OfShare> found = new HashMap<>();
        shares.forEach(share -> Require.that(
                found.put(share.contributor, share) == null, "evidence names " + share.contributor + " twice"));
        return found;
    }

    /** The leaves of pieces that stand in the order of the tree. */
    static List<byte[]> leaves(List<Piece> pieces, String salt) {
        return IntStream.range(0, pieces.size())
                .mapToObj(i -> pieces.get(i).leaf(saltOf(salt, i)))
                .toList();
    }

    /** The salt of the piece at a place. */
    static byte[] saltOf(String salt, int index) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Hex.parse(salt), HMAC));
            mac.update(DOMAIN);
            byte[] place = ByteBuffer.allocate(Integer.BYTES).putInt(index).array();
            return Arrays.copyOf(mac.doFinal(place), SALT_BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** The canonical bytes, as a node keeps them beside a receipt. */
    public byte[] canonicalBytes() {
        return CanonicalJson.write(toJson());
    }

    public static CommittedEvidence parse(byte[] canonicalBytes) {
        return Fields.read("evidence", CanonicalJson.parseCanonical(canonicalBytes), CommittedEvidence::read);
    }

    static CommittedEvidence read(Fields fields) {
        return new CommittedEvidence(
                fields.int32("start"),
                fields.int32("end"),
                fields.objects(
                        "shares",
                        share -> new OfShare(
                                share.text("contributor"),
                                share.objects("rows", ReceiptJson::rowScore),
                                share.objects("spans", ReceiptJson::span))),
                fields.objects("sources", ReceiptJson::source));
    }

    Json.JsonObject toJson() {
        return Json.object()
                .put("start", start)
                .put("end", end)
                .put("shares", array(shares, CommittedEvidence::write))
                .put("sources", array(sources, ReceiptJson::write))
                .build();
    }

    private static Json.JsonObject write(OfShare share) {
        return Json.object()
                .put("contributor", share.contributor())
                .put("rows", array(share.rows(), ReceiptJson::write))
                .put("spans", array(share.spans(), ReceiptJson::write))
                .build();
    }

    /** Where sources stand in the prompt, in their order. */
    private Json.JsonObject places() {
        return Json.object()
                .put("start", start)
                .put("end", end)
                .put(
                        "places",
                        array(
                                sources,
                                source -> Json.object()
                                        .put("start", source.start())
                                        .put("end", source.end())
                                        .build()))
                .build();
    }

    /** A source without its place. */
    private static Json.JsonObject effect(Source source) {
        return Json.object()
                .put("leaf", source.leaf())
                .put("datanet", source.datanet())
                .put("contributor", source.contributor())
                .put("effectNanonats", source.effectNanonats())
                .put("lowNanonats", source.lowNanonats())
                .put("highNanonats", source.highNanonats())
                .build();
    }

    /** A disclosed piece's members. */
    static Json.JsonObject content(Kind kind, Fields fields) {
        return switch (kind) {
            case PROMPT -> throw new VerifyException("the places of all sources are not disclosed by themselves");
            case ROW -> ReceiptJson.write(ReceiptJson.rowScore(fields));
            case SPAN -> ReceiptJson.write(ReceiptJson.span(fields));
            case SOURCE ->
                effect(new Source(
                        1,
                        fields.text("leaf"),
                        fields.text("datanet"),
                        fields.text("contributor"),
                        0,
                        1,
                        fields.integer("effectNanonats"),
                        fields.integer("lowNanonats"),
                        fields.integer("highNanonats")));
        };
    }

    private static <T> Json.JsonArray array(List<T> items, Function<T, Json.JsonObject> writer) {
        return Json.array(items.stream().map(writer).toList());
    }
}
