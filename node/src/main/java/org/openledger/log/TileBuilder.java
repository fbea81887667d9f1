package org.openledger.log;

import java.io.ByteArrayOutputStream;
import java.util.function.Function;

/**
 * Turns leaf hashes, one after another, into tiles: a full tile's root is the next hash one level up. Holds one tile's
 * hashes a level, so a log of any length passes through.
 */
final class TileBuilder {
    /** Takes each tile as it fills, and at the end those that are left partial. */
    interface Sink {
        void accept(Tile tile, byte[] hashes);
    }

    private final Sink sink;
    private final Level[] levels = new Level[Tile.MAX_LEVEL + 1];

    private static final class Level {
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        private long index;
        private boolean changed;

        int width() {
            return pending.size() / TileFiles.HASH_BYTES;
        }
    }

    /**
     * Continues a log after {@code size} leaves, a multiple of {@value Tile#WIDTH}; {@code known} gives the partial tiles
     * above level 0 that such a log has.
     */
    TileBuilder(long size, Function<Tile, byte[]> known, Sink sink) {
        this.sink = sink;
        for (int level = 0; level < levels.length; level++) {
            Level state = new Level();
            state.index = Tile.hashes(size, level) / Tile.WIDTH;
            int width = Tile.widthAt(size, level, state.index);
            if (width > 0) {
                state.pending.writeBytes(known.apply(new Tile(level, state.index, width)));
            }
            levels[level] = state;
        }
    }

    void add(byte[] leafHash) {
        add(0, leafHash);
    }

    /** Hands on the partial tiles that have changed. */
    void finish() {
        for (int level = 0; level < levels.length; level++) {
            Level state = levels[level];
            if (state.changed && state.width() > 0) {
                sink.accept(new Tile(level, state.index, state.width()), state.pending.toByteArray());
            }
        }
    }

    private void add(int level, byte[] hash) {
        Level state = levels[level];
        state.pending.writeBytes(hash);
        state.changed = true;
        if (state.width() == Tile.WIDTH) {
            byte[] hashes = state.pending.toByteArray();
            sink.accept(new Tile(level, state.index, Tile.WIDTH), hashes);
            state.pending.reset();
            state.index++;
            add(level + 1, Tile.root(hashes, 0, Tile.WIDTH));
        }
    }
}
