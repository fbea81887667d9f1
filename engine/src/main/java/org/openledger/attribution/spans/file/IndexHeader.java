package org.openledger.attribution.spans.file;

import static org.openledger.attribution.spans.file.IndexFile.BYTE_ORDER;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The first {@value #BYTES} bytes of an index file, little-endian: magic (8), version (4), sections (4), {@link Tier} (4),
 * text length (4), alphabet (4), rows (4), contributors (4), token bits (4), holder bits (4), overlap bits (4), long overlaps (4),
 * zeros up to byte {@value #TABLE_AT}; for each {@link Section} its name (16, zero-padded), offset (8), length (8) and SHA-256
 * (32); zeros up to byte {@value #DIGEST_AT}; the SHA-256 of all before. That last one is the index's digest: since it covers the
 * digests of all sections, it stands for every byte of the file ({@code head -c 2016 FILE | sha256sum}).
 */
public record IndexHeader(
        Tier tier,
        int textLength,
        int alphabet,
        int rows,
        int contributors,
        int tokenBits,
        int holderBits,
        OverlapLayout overlaps,
        Map<Section, Extent> sections) {
    /** Rows listed for one span. */
    public static final int MAX_LEAVES = 5;

    static final int BYTES = 2048;
    static final int TABLE_AT = 64;
    static final int DIGEST_AT = BYTES - 32;
    static final int VERSION = 3;
    private static final byte[] MAGIC = "OLSPANS\0".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME_BYTES = 16;

    /** Bits of one overlap, and how many did not fit into them. */
    public record OverlapLayout(int bits, int longCount) {}

    /** Where a section stands, and the SHA-256 of its bytes in hex. */
    record Extent(long offset, long length, String sha256) {}

    /** The header's bytes, its own digest included. */
    ByteBuffer write() {
        ByteBuffer out = ByteBuffer.allocate(BYTES).order(BYTE_ORDER);
        out.put(MAGIC).putInt(VERSION).putInt(Section.values().length);
        out.putInt(tier.code());
        out.putInt(textLength).putInt(alphabet).putInt(rows).putInt(contributors);
        out.putInt(tokenBits).putInt(holderBits);
        out.putInt(overlaps.bits()).putInt(overlaps.longCount());
        out.position(TABLE_AT);
        for (Section section : Section.values()) {
            Extent extent = extent(section);
            int entry = out.position();
            out.put(section.label().getBytes(StandardCharsets.US_ASCII)).position(entry + NAME_BYTES);
            out.putLong(extent.offset())
                    .putLong(extent.length())
                    .put(HexFormat.of().parseHex(extent.sha256()));
        }
        out.put(DIGEST_AT, digestOf(out.array()));
        return out.rewind();
    }

    Extent extent(Section section) {
        Extent extent = sections.get(section);
        if (extent == null) {
            throw new IllegalStateException("the header has no section " + section.label());
        }
        return extent;
    }

    /** The index's digest, in hex. */
    public String digest() {
        return HexFormat.of().formatHex(write().array(), DIGEST_AT, BYTES);
    }

    /** Reads and checks a header, but none of the sections. */
    static IndexHeader read(byte[] bytes, String file) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(BYTE_ORDER);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        if (!MessageDigest.isEqual(magic, MAGIC)) {
            throw new SpanIndexException(
                    file + " is no span index: its first bytes are not \"OLSPANS\". Build it again");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new SpanIndexException(file + ": header: version " + version
                    + " of the format; this program reads version " + VERSION + ". Build the index again");
        }
        if (!MessageDigest.isEqual(digestOf(bytes), Arrays.copyOfRange(bytes, DIGEST_AT, BYTES))) {
            throw IndexFile.damaged(file, "header", "its checksum differs");
        }
        if (in.getInt() != Section.values().length) {
            throw IndexFile.damaged(
                    file, "header", "it lists another number of sections than version " + VERSION + " has");
        }
        int code = in.getInt();
        Tier tier =
                Tier.of(code).orElseThrow(() -> IndexFile.damaged(file, "header", "no tier has the number " + code));
        return new IndexHeader(
                tier,
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                new OverlapLayout(in.getInt(), in.getInt()),
                readTable(in.duplicate().order(BYTE_ORDER).position(TABLE_AT), file));
    }

    private static Map<Section, Extent> readTable(ByteBuffer in, String file) {
        Map<Section, Extent> sections = new EnumMap<>(Section.class);
        byte[] name = new byte[NAME_BYTES];
        byte[] sha256 = new byte[32];
        long expectedOffset = BYTES;
        for (Section section : Section.values()) {
            in.get(name);
            long offset = in.getLong();
            long length = in.getLong();
            in.get(sha256);
            if (!new String(name, StandardCharsets.US_ASCII)
                            .stripTrailing()
                            .replace("\0", "")
                            .equals(section.label())
                    || offset != expectedOffset
                    || length < 0
                    || length > Long.MAX_VALUE - offset) {
                throw IndexFile.damaged(
                        file, section.label(), "the header places it at " + offset + " with " + length + " bytes");
            }
            sections.put(section, new Extent(offset, length, HexFormat.of().formatHex(sha256)));
            expectedOffset = offset + length;
        }
        return sections;
    }

    private static byte[] digestOf(byte[] header) {
        MessageDigest digest = IndexFile.sha256();
        digest.update(header, 0, DIGEST_AT);
        return digest.digest();
    }

    /** Throws when counts and section lengths do not fit each other, as only a forged header can have it. */
    void checkLengths(String file) {
        if (textLength < 0
                || alphabet < 1
                || rows < 0
                || contributors < 0
                || overlaps.longCount() < 0
                || overlaps.longCount() > textLength
                || !isWidth(tokenBits)
                || !isWidth(holderBits)
                || !isWidth(overlaps.bits())) {
            throw IndexFile.damaged(file, "header", "a count is out of range");
        }
        int nodes = new Blocks(textLength).total();
        for (Section section : Section.values()) {
            long actual = extent(section).length();
            long expected = switch (section) {
                case PRECEDING, CONTRIBUTORS, HOLDER_MARKS -> actual; // checked by who reads them
                case BUCKETS -> ints(alphabet + 1L);
                case OVERLAPS -> Column.bytesFor(overlaps.bits(), textLength);
                case LONG_OVERLAPS -> ints(2L * overlaps.longCount());
                case OVERLAP_MINIMA, PREVIOUS_MINIMA -> ints(nodes);
                case HOLDERS -> tier == Tier.COMPACT ? actual : Column.bytesFor(holderBits, textLength);
                case TOKENS -> Column.bytesFor(tokenBits, textLength);
                case SUFFIXES -> ints(textLength);
                case ROW_STARTS -> ints(rows + 1L);
                case ROW_SAMPLES -> ints(Math.ceilDiv(textLength, RowExtents.SAMPLE));
                case ROW_CONTRIBUTORS -> ints(rows);
                case LEAVES -> 32L * rows;
                case EARLIEST_ROWS -> ints((long) MAX_LEAVES * nodes);
            };
            long right = section.isIn(tier) ? expected : 0;
            if (actual != right) {
                throw IndexFile.damaged(file, section.label(), "it has " + actual + " bytes instead of " + right);
            }
        }
    }

    private static long ints(long count) {
        return Column.bytesFor(Integer.SIZE, count);
    }

    private static boolean isWidth(int bits) {
        return bits >= 1 && bits <= Integer.SIZE;
    }
}
