package org.openledger.log;

import java.util.Arrays;
import org.openledger.verify.MerkleTree;

/**
 * Names one tile (C2SP tlog-tiles): {@value #WIDTH} hashes of the tree at height 8·level, of which a partial tile holds
 * the first {@code width}. The hash at position i of level L is the root of the 256^L leaves from i·256^L on.
 */
record Tile(int level, long index, int width) {
    static final int WIDTH = 256;
    static final int HEIGHT = 8;
    /** Levels a log of 2^53 entries needs. */
    static final int MAX_LEVEL = 6;

    Tile {
        if (level < 0 || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("no such tile: " + level + ", " + index + ", " + width);
        }
    }

    boolean isFull() {
        return width == WIDTH;
    }

    Tile withWidth(int other) {
        return new Tile(level, index, other);
    }

    /** Below the log's folder: {@code tile/<level>/<index>}, with {@code .p/<width>} when partial. */
    String path() {
        return "tile/" + level + "/" + suffix();
    }

    /** Below the log's folder: the bundle of the entries whose hashes this tile of level 0 holds. */
    String entriesPath() {
        return "tile/entries/" + suffix();
    }

    private String suffix() {
        return indexPath(index) + (isFull() ? "" : ".p/" + width);
    }

    /** Groups of three digits, all but the last behind an x: 1234067 is x001/x234/067. */
    static String indexPath(long index) {
        StringBuilder path = new StringBuilder(String.format("%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format("x%03d/", rest % 1000));
        }
        return path.toString();
    }

    /** How many hashes a tree of this size has at a level. */
    static long hashes(long size, int level) {
        return size >> (HEIGHT * level);
    }

    /** How many of a tile's hashes a tree of this size has: 0 to {@value #WIDTH}. */
    static int widthAt(long size, int level, long index) {
        return (int) Math.max(0, Math.min(WIDTH, hashes(size, level) - index * WIDTH));
    }

    /** The root over hashes {@code from} up to, not including, {@code to} of a tile's bytes; their number a power of two. */
    static byte[] root(byte[] hashes, int from, int to) {
        if (to - from == 1) {
            return Arrays.copyOfRange(hashes, from * TileFiles.HASH_BYTES, to * TileFiles.HASH_BYTES);
        }
        int middle = (from + to) / 2;
        return MerkleTree.nodeHash(root(hashes, from, middle), root(hashes, middle, to));
    }
}
