package org.openledger.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The project's folder, and the places in it that the builder reads and writes.
 *
 * @param home the folder that has the launcher
 */
record Tree(Path home) {
    /** The module that builds; its libraries are no part of the product. */
    static final String BUILDER = "builder";

    private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");
    private static final Pattern RELEASE = Pattern.compile("<maven.compiler.release>(\\d+)<");

    Path at(String path) {
        return home.resolve(path);
    }

    /** What the builder made, by name. */
    Path built(String name) {
        return home.resolve("target").resolve("build").resolve(name);
    }

    String relative(Path path) {
        return path.startsWith(home) ? home.relativize(path).toString() : path.toString();
    }

    /** The modules of the product; each may use those before it. */
    List<String> modules() {
        return MODULE.matcher(read(at("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals(BUILDER))
                .toList();
    }

    /** The version of Java that a module is compiled for. */
    int release(String module) {
        return releaseIn(module + "/pom.xml")
                .or(() -> releaseIn("pom.xml"))
                .orElseThrow(() -> new BuildException("pom.xml has no maven.compiler.release"));
    }

    private Optional<Integer> releaseIn(String pom) {
        return RELEASE.matcher(read(at(pom)))
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .findFirst();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
