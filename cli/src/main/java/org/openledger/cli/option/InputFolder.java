package org.openledger.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;

/** A folder to read from. */
public record InputFolder(Path path) implements NamedPath {
    /** Before a command line is read. */
    public static final InputFolder NONE = new InputFolder(Path.of(""));

    @Override
    public void check() {
        if (!Files.exists(path)) {
            throw new Refusal(Kind.INVALID, "there is no folder " + path + ": check the name");
        }
        if (!Files.isDirectory(path)) {
            throw new Refusal(Kind.INVALID, path + " is a file: name a folder");
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
