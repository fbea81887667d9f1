package org.openledger.store;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Keeps other users of the machine out of what the node writes: its process makes files of mode 600 and folders of mode 700, and so do
 * the database and the chain inside it. File systems that are not POSIX's have no such modes: there a folder is as open as the
 * one it lies in, which the operator chooses.
 */
final class OwnerOnly {
    private static final int NOBODY_ELSE = 0077;
    private static final String FOLDER = "rwx------";

    private OwnerOnly() {}

    /** From now on, for every file of the process; and for this folder, where it is the user's own. */
    static void begin(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        umask();
        Optional<String> user = ProcessHandle.current().info().user();
        if (user.equals(Optional.of(Files.getOwner(folder).getName()))) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
        }
    }

    /** Java has no call for it. */
    private static void umask() {
        Linker linker = Linker.nativeLinker();
        MethodHandle umask = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("umask"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int _ = (int) umask.invokeExact(NOBODY_ELSE);
        } catch (Throwable never) {
            throw new IllegalStateException("umask fails for no value (POSIX.1)", never);
        }
    }
}
