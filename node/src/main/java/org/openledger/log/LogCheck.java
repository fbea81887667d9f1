package org.openledger.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.log.LogEntryTable.Stored;
import org.openledger.store.seal.Finding;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.MerkleTree;

/** Computes the whole published log again from the database and compares every file with it. */
final class LogCheck {
    /** Past this many, the list of findings ends: the rest would say the same. */
    private static final int MAX_FINDINGS = 100;

    private static final String REMEDY = "make the tiles again with openledger fsck --repair, or restore a backup";

    private final LogEntryTable entries;
    private final TileFiles files;
    private final List<Finding> findings = new ArrayList<>();

    LogCheck(LogEntryTable entries, TileFiles files) {
        this.entries = entries;
        this.files = files;
    }

    List<Finding> run(Checkpoint checkpoint) {
        long size = entries.size();
        if (size < checkpoint.size()) {
            report("the database has " + size + " log entries, the checkpoint " + checkpoint.size());
        }
        TileBuilder builder = new TileBuilder(0, tile -> new byte[0], this::compare);
        for (long start = 0; start < size && findings.size() < MAX_FINDINGS; start += Tile.WIDTH) {
            checkTile(start, Math.min(size, start + Tile.WIDTH), checkpoint.size(), builder);
        }
        builder.finish();
        if (findings.isEmpty()) {
            checkRoot(checkpoint);
        }
        return List.copyOf(findings);
    }

    /** The entries themselves, all of them; their tile and bundle only as far as they are signed. */
    private void checkTile(long start, long end, long signedSize, TileBuilder builder) {
        List<Stored> stored = entries.range(start, end);
        if (stored.size() != end - start) {
            report("log entries between " + start + " and " + end + " are missing in the database");
        }
        for (Stored entry : stored) {
            if (!Arrays.equals(entry.leafHash(), MerkleTree.leafHash(entry.entry()))) {
                report("log entry " + entry.position() + " does not have its leaf hash");
            }
        }
        List<Stored> signed =
                stored.stream().filter(entry -> entry.position() < signedSize).toList();
        if (!signed.isEmpty()) {
            signed.forEach(entry -> builder.add(entry.leafHash()));
            Tile tile = new Tile(0, start / Tile.WIDTH, signed.size());
            byte[] expected =
                    TileFiles.bundle(signed.stream().map(Stored::entry).toList());
            compare(tile.entriesPath(), expected, files.findEntries(tile));
        }
    }

    private void compare(Tile tile, byte[] expected) {
        compare(tile.path(), expected, files.find(tile));
    }

    private void compare(String path, byte[] expected, Optional<byte[]> found) {
        if (found.isEmpty()) {
            report("the log's file " + path + " is missing or too short");
        } else if (!Arrays.equals(expected, found.get())) {
            report("the log's file " + path + " differs from the database");
        }
    }

    private void checkRoot(Checkpoint checkpoint) {
        if (!Arrays.equals(new TileTree(files, checkpoint.size()).root(), checkpoint.rootBytes())) {
            report("the checkpoint's root is not that of the log's first " + checkpoint.size() + " entries");
        }
    }

    private void report(String finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding("log", "", finding, REMEDY));
        }
    }
}
