package org.openledger.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that the build calls, in the project's folder or one below it. */
final class Tool {
    private static final Map<String, String> PACKAGES =
            Map.of("mvn", "Maven 3.8 or newer", "node", "Node.js 20 or newer", "npm", "npm (it comes with Node.js)");
    private static final int LOG_LINES = 40;

    private final Tree tree;
    private final ProcessBuilder process;

    Tool(Tree tree, String... command) {
        this.tree = tree;
        this.process = new ProcessBuilder(command).directory(tree.home().toFile());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    }

    Tool in(String folder) {
        process.directory(tree.at(folder).toFile());
        return this;
    }

    /** Runs it to its end; what it prints goes to the log of this name and is shown when it fails. */
    void run(String name) {
        Path log = tree.built("log").resolve(name + ".txt");
        try {
            Files.createDirectories(log.getParent());
            int code = start(process.redirectErrorStream(true).redirectOutput(log.toFile()))
                    .waitFor();
            if (code != 0) {
                List<String> lines = Files.readString(log).lines().toList();
                lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())
                        .forEach(System.err::println);
                throw new BuildException("the build failed (%s, exit code %d); the whole log is %s"
                        .formatted(String.join(" ", process.command()), code, log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(log + " cannot be written", e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Runs it on this terminal; gives its exit code. */
    int show() {
        try {
            return start(process.inheritIO()).waitFor();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Runs it and gives what it printed. */
    String output() {
        try {
            Process started = start(process.redirectError(ProcessBuilder.Redirect.INHERIT));
            String text = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (started.waitFor() != 0) {
                throw new BuildException(String.join(" ", process.command()) + " failed");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("the output of " + process.command().getFirst() + " cannot be read", e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Process start(ProcessBuilder process) {
        String program = process.command().getFirst();
        try {
            return process.start();
        } catch (IOException e) {
            throw new BuildException("%s was not found. Install %s, then run this again."
                    .formatted(program, PACKAGES.getOrDefault(program, program)));
        }
    }

    private static BuildException interrupted() {
        Thread.currentThread().interrupt();
        return new BuildException("the build was interrupted");
    }
}
