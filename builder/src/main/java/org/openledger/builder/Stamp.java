package org.openledger.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What one step was made from when it last ended. The stamp goes before the work begins and comes back when it has ended, so
 * that work that was cut off is done again.
 */
final class Stamp {
    private static final String ENDING = ".stamp";

    private final Path file;

    Stamp(Tree tree, String name) {
        this.file = tree.built(name + ENDING);
    }

    boolean holds(String digest) {
        return Files.exists(file) && Tree.read(file).equals(digest);
    }

    /** Does the work where it was not done from just this. */
    void unless(String digest, Runnable work) {
        if (!holds(digest)) {
            clear();
            work.run();
            note(digest);
        }
    }

    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Forgets what every step was made from. */
    static void clearAll(Tree tree) {
        FileTree.files(tree.built("")).stream()
                .filter(file -> file.toString().endsWith(ENDING))
                .forEach(FileTree::delete);
    }

    void note(String digest) {
        write(file, digest);
    }

    /** Writes a file whole or not at all. */
    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
