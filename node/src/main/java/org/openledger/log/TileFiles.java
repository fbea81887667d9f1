package org.openledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.store.Disk;

/** The tiles and entry bundles of a log as files below its folder, in the layout they are served in. */
final class TileFiles {
    static final int HASH_BYTES = 32;
    /** An entry's length is written in two bytes. */
    static final int MAX_ENTRY_BYTES = 0xFFFF;

    private final Path folder;
    private final Disk disk;

    TileFiles(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Makes the tile's hashes durable. */
    void write(Tile tile, byte[] hashes) {
        if (hashes.length != tile.width() * HASH_BYTES) {
            throw new IllegalStateException("a tile of width " + tile.width() + " with " + hashes.length + " bytes");
        }
        replace(tile.path(), hashes);
    }

    /** Makes the entries of a tile of level 0 durable. */
    void writeEntries(Tile tile, List<byte[]> entries) {
        replace(tile.entriesPath(), bundle(entries));
    }

    /** Each entry behind its length in two bytes, big-endian. */
    static byte[] bundle(List<byte[]> entries) {
        int bytes = entries.stream().mapToInt(entry -> 2 + entry.length).sum();
        ByteBuffer bundle = ByteBuffer.allocate(bytes);
        entries.forEach(entry -> bundle.putShort((short) entry.length).put(entry));
        return bundle.array();
    }

    /** The tile's hashes, taken from a wider file where the exact one is gone; {@link LogException} when there is none. */
    byte[] read(Tile tile) {
        byte[] bytes = find(tile, Tile::path)
                .orElseThrow(() -> new LogException("the log's file " + tile.path() + " is missing in " + folder
                        + ": run openledger fsck, and restore it from a backup"));
        if (bytes.length < tile.width() * HASH_BYTES) {
            throw new LogException("the log's file " + tile.path() + " in " + folder + " is too short");
        }
        return Arrays.copyOf(bytes, tile.width() * HASH_BYTES);
    }

    /** The tile's hashes as they lie on the disk; empty when no file holds them. */
    Optional<byte[]> find(Tile tile) {
        return find(tile, Tile::path)
                .filter(bytes -> bytes.length >= tile.width() * HASH_BYTES)
                .map(bytes -> Arrays.copyOf(bytes, tile.width() * HASH_BYTES));
    }

    /** The bundle of the tile's entries; empty when no file holds that many. */
    Optional<byte[]> findEntries(Tile tile) {
        return find(tile, Tile::entriesPath).flatMap(bundle -> firstEntries(bundle, tile.width()));
    }

    /** Removes what a wider file of the same tile has replaced; what a crash leaves behind is removed the next time. */
    void prune(Tile newest) {
        prunePartials(newest, Tile::path);
        if (newest.level() == 0) {
            prunePartials(newest, Tile::entriesPath);
        }
    }

    private interface Naming {
        String pathOf(Tile tile);
    }

    private Optional<byte[]> find(Tile tile, Naming naming) {
        Optional<byte[]> exact = readFile(folder.resolve(naming.pathOf(tile)));
        if (exact.isPresent() || tile.isFull()) {
            return exact;
        }
        Optional<byte[]> full = readFile(folder.resolve(naming.pathOf(tile.withWidth(Tile.WIDTH))));
        if (full.isPresent()) {
            return full;
        }
        return partialWidths(tile, naming).stream()
                .filter(width -> width > tile.width())
                .min(Comparator.naturalOrder())
                .flatMap(width -> readFile(folder.resolve(naming.pathOf(tile.withWidth(width)))));
    }

    private List<Integer> partialWidths(Tile tile, Naming naming) {
        List<Integer> widths = new ArrayList<>();
        try (Stream<Path> files = Files.list(partialFolder(tile, naming))) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("[1-9][0-9]{0,2}"))
                    .map(Integer::valueOf)
                    .filter(width -> width < Tile.WIDTH)
                    .forEach(widths::add);
        } catch (NoSuchFileException none) {
            return widths;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return widths;
    }

    private Path partialFolder(Tile tile, Naming naming) {
        return folder.resolve(naming.pathOf(tile.withWidth(Tile.WIDTH)) + ".p");
    }

    private void prunePartials(Tile newest, Naming naming) {
        try {
            for (int width : partialWidths(newest, naming)) {
                if (width != newest.width()) {
                    Files.deleteIfExists(folder.resolve(naming.pathOf(newest.withWidth(width))));
                }
            }
            if (newest.isFull()) {
                Files.deleteIfExists(partialFolder(newest, naming));
            }
        } catch (IOException e) {
            throw new LogException("cannot remove old partial tiles in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The first entries of a bundle; empty when it holds fewer or is malformed. */
    private static Optional<byte[]> firstEntries(byte[] bundle, int count) {
        int position = 0;
        for (int i = 0; i < count; i++) {
            if (position + 2 > bundle.length) {
                return Optional.empty();
            }
            position += 2 + ((bundle[position] & 0xFF) << 8 | (bundle[position + 1] & 0xFF));
        }
        return position <= bundle.length ? Optional.of(Arrays.copyOf(bundle, position)) : Optional.empty();
    }

    private void replace(String path, byte[] content) {
        try {
            disk.replace(folder.resolve(path), content);
        } catch (IOException e) {
            throw new LogException(
                    "cannot write the log's file " + path + " in " + folder + ": " + e.getMessage()
                            + ". Nothing was signed over it; make room or check the disk.",
                    e);
        }
    }

    private static Optional<byte[]> readFile(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static LogException unreadable(Path path, IOException e) {
        return new LogException("cannot read " + path + ": " + e.getMessage(), e);
    }
}
