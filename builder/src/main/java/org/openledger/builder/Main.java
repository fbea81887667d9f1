package org.openledger.builder;

import java.nio.file.Path;
import java.util.Locale;
import org.openledger.builder.Build.Goal;

/** Builds the project that the working folder is in: {@code Main HOME generated|classes|jars|tests}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Tree tree = new Tree(Path.of(arguments[0]).toAbsolutePath().normalize());
        try {
            new Build(tree, new Cache(tree, Cache.folder())).make(Goal.valueOf(arguments[1].toUpperCase(Locale.ROOT)));
        } catch (BuildException e) {
            System.err.println("openledger: " + e.getMessage());
            System.exit(1);
        }
    }
}
