package org.openledger.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;

/** A folder to write to; it is made where it is missing. */
public record OutputFolder(Path path) implements NamedPath {
    /** Before a command line is read. */
    public static final OutputFolder NONE = new OutputFolder(Path.of(""));

    @Override
    public void check() {
        Path existing = path.toAbsolutePath().normalize();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new Refusal(Kind.INVALID, existing + " is a file: name a folder to write to");
        }
        if (!Files.isWritable(existing)) {
            throw new Refusal(Kind.INVALID, existing + " may not be written by this user: name another folder");
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
