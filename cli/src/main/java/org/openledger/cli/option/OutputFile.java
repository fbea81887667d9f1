package org.openledger.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;

/** A file to write, in a folder that is there. */
public record OutputFile(Path path) implements NamedPath {
    /** Before a command line is read. */
    public static final OutputFile NONE = new OutputFile(Path.of(""));

    @Override
    public void check() {
        if (Files.isDirectory(path)) {
            throw new Refusal(Kind.INVALID, path + " is a folder: name a file to write");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new Refusal(
                    Kind.INVALID, "there is no folder " + folder + " to write " + path + " to: make it first");
        }
        if (Files.exists(path) ? !Files.isWritable(path) : folder != null && !Files.isWritable(folder)) {
            throw new Refusal(Kind.INVALID, path + " may not be written by this user: name another file");
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
