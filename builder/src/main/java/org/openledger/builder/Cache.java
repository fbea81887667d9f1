package org.openledger.builder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The last finished builds, each under the digest of what it was made from, so that another branch, another clone or a copy
 * without its builds finds what was built before.
 */
final class Cache {
    private static final int KEPT = 5;
    /** What a build keeps; jars are packed again from the classes, faster than they are read. */
    private static final List<String> PARTS =
            List.of("classes", "state/classes", ContractBindings.BINDINGS, PageBuild.RESOURCES);

    private static final List<String> STAMPS = List.of(
            "contracts.stamp", "page.stamp", "libraries.stamp", "run.libraries", "test.libraries", "builder.libraries");

    private final Tree tree;
    private final Path folder;

    Cache(Tree tree, Path folder) {
        this.tree = tree;
        this.folder = folder;
    }

    /** The folder in which this person's programs keep what can be made again. */
    static Path folder() {
        String named = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path caches = named.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return caches.resolve("openledger");
    }

    /** Puts a kept build in the place of what is there; does nothing where none of this digest is kept. */
    void restore(String digest) {
        Path kept = kept(digest);
        if (!Files.exists(kept)) {
            return;
        }
        clear();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(kept))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = tree.built(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
            }
            Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
        } catch (IOException e) {
            System.err.printf("openledger: %s cannot be read (%s); everything is built again%n", kept, e.getMessage());
            clear();
            FileTree.delete(kept);
        }
    }

    private void clear() {
        STAMPS.forEach(name -> FileTree.delete(tree.built(name)));
        PARTS.forEach(name -> FileTree.delete(tree.built(name)));
    }

    /** Keeps a finished build and drops those that were used longest ago. */
    void keep(String digest) {
        Path kept = kept(digest);
        if (Files.exists(kept)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "build", ".part");
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(part))) {
                out.setLevel(Deflater.BEST_SPEED);
                // The stamps come last: a build that was cut off on its way back has none.
                for (String name :
                        Stream.concat(PARTS.stream(), STAMPS.stream()).toList()) {
                    write(out, tree.built(name));
                }
            }
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
            drop();
        } catch (IOException e) {
            System.err.printf(
                    "openledger: the build is not kept in %s (%s); name another folder with XDG_CACHE_HOME%n",
                    folder, e.getMessage());
        }
    }

    private void write(ZipOutputStream out, Path path) throws IOException {
        for (Path file : FileTree.files(path)) {
            out.putNextEntry(new ZipEntry(tree.built("").relativize(file).toString()));
            Files.copy(file, out);
        }
    }

    private void drop() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> oldFirst = files.filter(file -> file.toString().endsWith(".zip"))
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
            for (Path file : oldFirst.subList(0, Math.max(0, oldFirst.size() - KEPT))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path kept(String digest) {
        return folder.resolve(digest + ".zip");
    }
}
