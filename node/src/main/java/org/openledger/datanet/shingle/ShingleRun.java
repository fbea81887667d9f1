package org.openledger.datanet.shingle;

import java.util.ArrayList;
import java.util.List;

/**
 * A sorted run of entries.
 *
 * @param bits it has a block for each prefix of so many bits
 * @param entries how many it has
 * @param firstRow the least id among its rows
 * @param lastRow the greatest
 */
public record ShingleRun(long id, long bits, long entries, long firstRow, long lastRow) {
    static final int MOST_BITS = 24;
    /** As many fill a block; four blocks are a page of the database. */
    private static final int ENTRIES_A_BLOCK = 96;

    /** Bits for so many entries. */
    static int bits(long entries) {
        long blocks = entries / ENTRIES_A_BLOCK;
        return blocks == 0 ? 0 : Math.min(MOST_BITS, Long.SIZE - Long.numberOfLeadingZeros(blocks));
    }

    /** Runs of one size are merged: each is up to four times the size before. */
    int size() {
        return (Long.SIZE - Long.numberOfLeadingZeros(entries / ENTRIES_A_BLOCK)) / 2;
    }

    /** Whether there can be such a run. */
    boolean isWhole() {
        return id > 0 && id <= Long.MAX_VALUE >> MOST_BITS && bits >= 0 && bits <= MOST_BITS;
    }

    /** The id of the block with a prefix. */
    long block(long prefix) {
        return (id << MOST_BITS) + prefix;
    }

    /** Whether rows within these may be in it. */
    boolean mayHave(long first, long last) {
        return first <= lastRow && firstRow <= last;
    }

    /** The blocks in which sorted keys stand. */
    List<Long> blocks(long[] keys) {
        List<Long> blocks = new ArrayList<>();
        for (long key : keys) {
            long block = block(new Filing(key, 0).prefix((int) bits));
            if (blocks.isEmpty() || blocks.getLast() != block) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    void unpack(long block, byte[] packed, ShingleBlock.Visitor visitor) {
        ShingleBlock.unpack(packed, block - block(0), (int) bits, visitor);
    }

    ShingleRun without(long removed) {
        return new ShingleRun(id, bits, entries - removed, firstRow, lastRow);
    }

    ShingleRun and(ShingleRun more) {
        return new ShingleRun(
                id, bits, entries + more.entries, Math.min(firstRow, more.firstRow), Math.max(lastRow, more.lastRow));
    }

    static ShingleRun empty(long id, int bits) {
        return new ShingleRun(id, bits, /* entries= */ 0, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    static ShingleRun of(long id, int bits, List<Filing> filings) {
        return new ShingleRun(
                id,
                bits,
                filings.size(),
                filings.stream().mapToLong(Filing::rowId).min().orElseThrow(),
                filings.stream().mapToLong(Filing::rowId).max().orElseThrow());
    }
}
