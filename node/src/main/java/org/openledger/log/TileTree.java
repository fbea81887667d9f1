package org.openledger.log;

import java.util.HashMap;
import java.util.Map;
import org.openledger.verify.MerkleTree;

/**
 * The tree of a log's first {@code size} entries, computed from tiles: a proof reads a few tiles for each level and hashes
 * at most half a tile for each of its steps, however long the log is. Made anew for each question, because it remembers
 * the tiles it has read.
 */
final class TileTree implements MerkleTree.Ranges {
    private final TileFiles files;
    private final long size;
    private final Map<Tile, byte[]> read = new HashMap<>();

    TileTree(TileFiles files, long size) {
        this.files = files;
        this.size = size;
    }

    byte[] root() {
        return size == 0 ? MerkleTree.emptyRoot() : root(0, size);
    }

    @Override
    public byte[] root(long start, long end) {
        long count = end - start;
        if (Long.bitCount(count) == 1 && start % count == 0) {
            return subtree(start, Long.numberOfTrailingZeros(count));
        }
        long middle = start + MerkleTree.splitOf(count);
        return MerkleTree.nodeHash(root(start, middle), root(middle, end));
    }

    /** The root of the 2^height leaves from start on, which is a multiple of that. */
    private byte[] subtree(long start, int height) {
        int level = height / Tile.HEIGHT;
        long first = Tile.hashes(start, level);
        int count = 1 << (height % Tile.HEIGHT);
        long index = first / Tile.WIDTH;
        int from = (int) (first % Tile.WIDTH);
        Tile tile = new Tile(level, index, Tile.widthAt(size, level, index));
        return Tile.root(read.computeIfAbsent(tile, files::read), from, from + count);
    }
}
