package org.openledger.kept;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A class of files of a data folder.
 *
 * @param name the paths in the folder, as a regular expression; their separators are slashes
 * @param kind what is lost with it
 * @param follows what its content follows from, and so what it is compared with
 * @param madeAgain by what it is made again; empty where nothing does
 */
public record KeptFile(Pattern name, Kind kind, String follows, Optional<String> madeAgain) {
    /** What a file is there for. */
    public enum Kind {
        /** Its content is compared: every changed byte is found. */
        CHECKED,
        /** Written by a person: its mistakes are named when it is read, its wishes follow from nothing. */
        PERSONAL,
        /** There while a process runs, or left by one that was killed; the next start removes or ignores it. */
        PASSING
    }

    static KeptFile checked(String name, String follows) {
        return new KeptFile(Pattern.compile(name), Kind.CHECKED, follows, Optional.empty());
    }

    static KeptFile personal(String name, String follows) {
        return new KeptFile(Pattern.compile(name), Kind.PERSONAL, follows, Optional.empty());
    }

    static KeptFile passing(String name, String follows) {
        return new KeptFile(Pattern.compile(name), Kind.PASSING, follows, Optional.empty());
    }

    KeptFile madeAgain(String by) {
        return new KeptFile(name, kind, follows, Optional.of(by));
    }

    /** Whether a path, relative to the data folder, is of this class. */
    public boolean has(Path relative) {
        return name.matcher(relative.toString().replace('\\', '/')).matches();
    }
}
