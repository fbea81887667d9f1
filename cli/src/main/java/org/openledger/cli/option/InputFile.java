package org.openledger.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;

/**
 * A file to read. {@code -} is the standard input; that, and anything else that can be read only once, such as a pipe, is first
 * copied to a temporary file, so that every reader has a file.
 */
public final class InputFile implements NamedPath {
    /** Before a command line is read. */
    public static final InputFile NONE = new InputFile("");

    private static final String STANDARD_INPUT = "-";

    private final String name;
    private @Nullable Path path;

    public InputFile(String name) {
        this.name = name;
    }

    @Override
    public void check() {
        path();
    }

    /** Where it can be read, more than once. */
    public Path path() {
        Path known = path;
        if (known == null) {
            known = open();
            path = known;
        }
        return known;
    }

    public String text() {
        try {
            return Files.readString(path(), StandardCharsets.UTF_8);
        } catch (CharacterCodingException binary) {
            throw new Refusal(Kind.INVALID, name + " is no text in UTF-8: convert it, or name another file", binary);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** As the command line names it. */
    @Override
    public String toString() {
        return name;
    }

    private Path open() {
        try {
            if (name.equals(STANDARD_INPUT)) {
                return copied(System.in);
            }
            Path file = Path.of(name);
            if (!Files.exists(file)) {
                throw new Refusal(Kind.INVALID, "there is no file " + name + ": check the name");
            }
            if (Files.isDirectory(file)) {
                throw new Refusal(Kind.INVALID, (name.isEmpty() ? "\"\"" : name) + " is a folder: name a file");
            }
            if (!Files.isReadable(file)) {
                throw new Refusal(Kind.INVALID, name + " may not be read by this user: change its permissions");
            }
            if (Files.isRegularFile(file)) {
                return file;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return copied(in);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Path copied(InputStream in) throws IOException {
        Path copy = Files.createTempFile("openledger-input-", "");
        copy.toFile().deleteOnExit();
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    private Refusal unreadable(IOException e) {
        return new Refusal(Kind.FAILED, "cannot read " + name + ": " + e.getMessage(), e);
    }
}
