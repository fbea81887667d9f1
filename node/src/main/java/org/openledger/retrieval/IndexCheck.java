package org.openledger.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openledger.store.LocalDisk;
import org.openledger.store.seal.Finding;

/** Compares the indexes of a data folder with their manifests, and these with the versions they are of. */
public final class IndexCheck {
    private static final String REPAIR =
            "openledger fsck --repair removes it, and the node makes it again when it is asked for";

    private IndexCheck() {}

    /** @param roots of the versions, by {@code DATANET/NUMBER} */
    public static List<Finding> fsck(Path data, Map<String, String> roots) {
        List<Finding> findings = new ArrayList<>();
        for (Path folder : folders(data)) {
            String name = nameOf(folder);
            String root = roots.get(name);
            if (root == null || !isWhole(folder, root)) {
                findings.add(new Finding(
                        "retrieval/" + name,
                        "",
                        root == null ? "there is no such version" : "its files are not those of its manifest",
                        REPAIR));
            }
        }
        return findings;
    }

    /** Removes an index that {@link #fsck} named; the node makes it again. */
    public static void remove(Path data, String where) {
        try {
            LocalDisk.deleteTree(data.resolve(where));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the index " + where + ": " + e.getMessage(), e);
        }
    }

    private static String nameOf(Path folder) {
        return folder.getName(folder.getNameCount() - 2) + "/" + folder.getFileName();
    }

    private static boolean isWhole(Path folder, String root) {
        try {
            return IndexManifest.isWhole(folder, IndexManifest.statedBase(folder), root);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static List<Path> folders(Path data) {
        List<Path> folders = new ArrayList<>();
        for (Path datanet : in(data.resolve("retrieval"))) {
            in(datanet).stream()
                    .filter(folder -> !String.valueOf(folder.getFileName()).endsWith(RowIndexes.UNFINISHED))
                    .forEach(folders::add);
        }
        return folders;
    }

    private static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the indexes in " + folder + ": " + e.getMessage(), e);
        }
    }
}
