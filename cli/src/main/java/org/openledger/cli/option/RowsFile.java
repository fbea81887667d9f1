package org.openledger.cli.option;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file of rows, or a folder of such files; {@code -} is the standard input. */
public final class RowsFile implements NamedPath {
    /** Before a command line is read. */
    public static final RowsFile NONE = new RowsFile("");

    private final String name;
    private final InputFile file;

    public RowsFile(String name) {
        this.name = name;
        this.file = new InputFile(name);
    }

    @Override
    public void check() {
        path();
    }

    /** Where it can be read, more than once. */
    public Path path() {
        return isFolder() ? Path.of(name) : file.path();
    }

    private boolean isFolder() {
        try {
            return !name.isEmpty() && Files.isDirectory(Path.of(name));
        } catch (InvalidPathException none) {
            return false;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
