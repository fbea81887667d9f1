package org.openledger.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;

/**
 * A data folder in which the loop's model is trained: made once in a run of the tests, and copied by each class that does not
 * ask for a chain, a database or a model of its own. The copy's loop finds everything there and only makes its keys.
 */
final class TrainedFolder {
    /** Too few for the model to know where an answer ends. */
    static final int TRAINING_STEPS = 4;

    private static final class Once {
        static final Path FOLDER = train();
    }

    private TrainedFolder() {}

    /** Puts a copy in the place of a folder that is not there yet. */
    static void copyTo(Path data) {
        copy(Once.FOLDER, data);
    }

    private static Path train() {
        try {
            Path folder = Files.createTempDirectory("trained");
            Path data = folder.resolve("data");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            try (Node _ = Node.start(Loop.configuration(data));
                    NodeClient client = NodeClient.ofDataFolder(data)) {
                new Loop(client).trainModel(TRAINING_STEPS);
            }
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder that tests share cannot be made", e);
        }
    }

    static void copy(Path from, Path to) {
        walk(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) {
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be walked", e);
        }
    }
}
