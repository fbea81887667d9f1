package org.openledger.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openledger.log.LogEntryTable.Stored;

/** Writes the tiles and bundles that take a log from one size to a larger one, out of the database's entries. */
final class Integration {
    private final LogEntryTable entries;
    private final TileFiles files;

    Integration(LogEntryTable entries, TileFiles files) {
        this.entries = entries;
        this.files = files;
    }

    /** Returns the tiles written. Those with signed hashes in them must still begin with these. */
    List<Tile> write(long from, long to) {
        List<Tile> written = new ArrayList<>();
        long first = from / Tile.WIDTH * Tile.WIDTH;
        TileBuilder builder = new TileBuilder(first, files::read, (tile, hashes) -> {
            if (tile.level() == 0) {
                requireSignedStart(tile, hashes, from);
            }
            files.write(tile, hashes);
            written.add(tile);
        });
        for (long start = first; start < to; start += Tile.WIDTH) {
            List<Stored> stored = whole(start, Math.min(to, start + Tile.WIDTH));
            Tile tile = new Tile(0, start / Tile.WIDTH, stored.size());
            files.writeEntries(tile, stored.stream().map(Stored::entry).toList());
            stored.forEach(entry -> builder.add(entry.leafHash()));
        }
        builder.finish();
        return written;
    }

    private List<Stored> whole(long from, long to) {
        List<Stored> stored = entries.range(from, to);
        if (stored.size() != to - from) {
            throw new LogException("the database misses log entries between " + from + " and " + to
                    + ": restore it from a backup. Nothing was signed.");
        }
        for (Stored entry : stored) {
            if (!entry.hasItsHash()) {
                throw new LogException("the database's log entry " + entry.position()
                        + " does not have its leaf hash: restore it from a backup. Nothing was signed.");
            }
        }
        return stored;
    }

    private void requireSignedStart(Tile tile, byte[] hashes, long signedSize) {
        int width = Tile.widthAt(signedSize, 0, tile.index());
        if (width > 0) {
            byte[] signed = files.read(tile.withWidth(width));
            if (!Arrays.equals(signed, Arrays.copyOf(hashes, signed.length))) {
                throw new LogException("the database's log entries differ from those already signed in " + tile.path()
                        + ": run openledger fsck. Nothing was signed.");
            }
        }
    }
}
