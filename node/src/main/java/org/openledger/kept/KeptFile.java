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
 * @param inBackup how it stands in a backup
 */
public record KeptFile(Pattern name, Kind kind, String follows, Optional<String> madeAgain, InBackup inBackup) {
    /** What a file is there for. */
    public enum Kind {
        /** Its content is compared: every changed byte is found. */
        CHECKED,
        /** Written by a person: its mistakes are named when it is read, its wishes follow from nothing. */
        PERSONAL,
        /** There while a process runs, or left by one that was killed; the next start removes or ignores it. */
        PASSING
    }

    /** How a file stands in a backup. */
    public enum InBackup {
        /** As it is. */
        COPIED,
        /** Encrypted: it opens accounts, signs, or names what does. */
        ENCRYPTED,
        /** Not at all: it passes, or is made again from what is copied. */
        LEFT_OUT
    }

    static KeptFile checked(String name, String follows) {
        return new KeptFile(Pattern.compile(name), Kind.CHECKED, follows, Optional.empty(), InBackup.COPIED);
    }

    static KeptFile personal(String name, String follows) {
        return new KeptFile(Pattern.compile(name), Kind.PERSONAL, follows, Optional.empty(), InBackup.COPIED);
    }

    static KeptFile passing(String name, String follows) {
        return new KeptFile(Pattern.compile(name), Kind.PASSING, follows, Optional.empty(), InBackup.LEFT_OUT);
    }

    KeptFile madeAgain(String by) {
        return new KeptFile(name, kind, follows, Optional.of(by), inBackup);
    }

    KeptFile encrypted() {
        return new KeptFile(name, kind, follows, madeAgain, InBackup.ENCRYPTED);
    }

    /** It is made again and costs little, so that no backup has it. */
    KeptFile leftOut() {
        return new KeptFile(name, kind, follows, madeAgain, InBackup.LEFT_OUT);
    }

    /** Whether a path, relative to the data folder, is of this class. */
    public boolean has(Path relative) {
        return name.matcher(relative.toString().replace('\\', '/')).matches();
    }
}
