package org.openledger.datanet.shingle;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.openledger.store.StoreException;

/**
 * The entries of a run whose keys begin with the same bits, as bytes. Of each: what its key is more than the one before, the upper
 * bits of the row's id, and its lower {@value #LOW_BITS}, in groups of seven bits, the lowest first (LEB128). Most take seven bytes.
 */
final class ShingleBlock {
    private static final int LOW_BITS = 24;
    private static final int GROUP_BITS = 7;
    private static final int MORE = 1 << GROUP_BITS;

    private final byte[] bytes;
    private int at;

    private ShingleBlock(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param filings sorted, of one prefix of so many bits */
    static byte[] pack(List<Filing> filings, int bits) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(filings.size() * 8);
        long before = firstKey(filings.getFirst().prefix(bits), bits);
        for (Filing each : filings) {
            write(packed, each.key() - before);
            write(packed, each.rowId() >>> LOW_BITS);
            write(packed, each.rowId() & ((1L << LOW_BITS) - 1));
            before = each.key();
        }
        return packed.toByteArray();
    }

    /** Takes entries as they come. */
    @FunctionalInterface
    interface Visitor {
        void take(long key, long rowId);
    }

    /** Hands over the entries, sorted; {@link StoreException} where the bytes are none. */
    static void unpack(byte[] packed, long prefix, int bits, Visitor visitor) {
        ShingleBlock block = new ShingleBlock(packed);
        long key = firstKey(prefix, bits);
        while (block.at < packed.length) {
            key += block.read();
            long rowId = block.read() << LOW_BITS;
            visitor.take(key, rowId | block.read());
        }
    }

    private static long firstKey(long prefix, int bits) {
        return prefix << (Filing.KEY_BITS - bits);
    }

    private static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= MORE) {
            out.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= GROUP_BITS;
        }
        out.write((int) rest);
    }

    private long read() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += GROUP_BITS) {
            if (at == bytes.length) {
                break;
            }
            int group = bytes[at++];
            value |= (long) (group & (MORE - 1)) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw new StoreException("the index of shingles is damaged: run openledger fsck --repair");
    }
}
