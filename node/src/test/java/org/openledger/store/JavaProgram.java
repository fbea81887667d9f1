package org.openledger.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the tests' class path, in a Java process of its own. It runs with what every process of the project has. */
public final class JavaProgram {
    private static final Path OPTIONS = Path.of("builder", "java.options");

    private JavaProgram() {}

    /** What starts it; what it prints is UTF-8. */
    public static ProcessBuilder of(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home().resolve(OPTIONS),
                "-Xmx1g",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** The project's folder. */
    private static Path home() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(OPTIONS))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests run inside the project's folder");
    }
}
