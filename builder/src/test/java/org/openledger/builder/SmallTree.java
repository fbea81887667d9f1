package org.openledger.builder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openledger.builder.Build.Goal;

/** A project of two modules, in which {@code cli} uses {@code verifier}, that builds in a second. */
final class SmallTree {
    static final String BASE = "verifier/src/main/java/base/Base.java";
    static final String LEAF = "cli/src/main/java/top/Leaf.java";
    static final String MAIN = "cli/src/main/java/top/Top.java";

    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    final Tree tree;
    final Path cache;

    private SmallTree(Path home, Path cache) {
        this.tree = new Tree(home);
        this.cache = cache;
    }

    /** Writes one below a folder; its builds are kept there too. */
    static SmallTree in(Path folder) throws IOException {
        SmallTree small = new SmallTree(folder.resolve("small"), folder.resolve("cache"));
        small.write("pom.xml", """
                <module>builder</module> <module>verifier</module> <module>cli</module>
                <maven.compiler.release>25</maven.compiler.release>
                """);
        small.write("verifier/pom.xml", "");
        small.write("cli/pom.xml", "");
        small.write("builder/pom.xml", "");
        small.write(BASE, """
                package base;
                public class Base {
                    public static final String NAME = "base";
                    public static final class Inner {}
                    public String name() { return "of " + NAME; }
                }
                """);
        small.write(LEAF, """
                package top;
                final class Leaf {
                    String word() { return "leaf"; }
                }
                """);
        small.write(MAIN, """
                package top;
                public final class Top {
                    public static String say() {
                        return base.Base.NAME + " " + new base.Base().name() + " " + new Leaf().word();
                    }
                }
                """);
        small.write("cli/src/main/resources/note.txt", "a note");
        Path script = small.tree.at("builder/inputs");
        Files.copy(Path.of("inputs"), script);
        small.resolveLibraries();
        return small;
    }

    /** It has none, so that Maven need not look any up. */
    void resolveLibraries() {
        for (String list : List.of("run", "test", "builder")) {
            write("target/build/" + list + ".libraries", "");
        }
        Inputs poms = Inputs.of(tree, false).matching(path -> path.endsWith("pom.xml"));
        new Stamp(tree, "libraries").note(poms.digest());
    }

    /** A copy of the whole folder, or of its sources alone. */
    SmallTree copyTo(Path home, boolean withBuild) throws IOException {
        for (Path file : FileTree.files(tree.home())) {
            Path relative = tree.home().relativize(file);
            boolean made = relative.startsWith("target") || relative.toString().contains("/target/");
            if (withBuild || !made) {
                Path target = home.resolve(relative);
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return new SmallTree(home, cache);
    }

    /** The same one, whose builds are kept in another folder. */
    SmallTree keptIn(Path other) {
        return new SmallTree(tree.home(), other);
    }

    void write(String path, String text) {
        Path file = tree.at(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(String path, String old, String text) {
        String before = Tree.read(tree.at(path));
        if (!before.contains(old)) {
            throw new IllegalStateException(path + " has no " + old);
        }
        write(path, before.replace(old, text));
    }

    /** Builds it; gives what the builder said. */
    String build(Goal goal) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            new Build(tree, new Cache(tree, cache)).make(goal);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    /** What the packed program says. */
    String say() throws ReflectiveOperationException, IOException {
        List<URL> jars = new ArrayList<>();
        for (String path : Tree.read(tree.built(Product.RUN_PATH)).lines().toList()) {
            jars.add(tree.at(path).toUri().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), null)) {
            return (String) loader.loadClass("top.Top").getMethod("say").invoke(null);
        }
    }

    /** The class files by name. */
    Map<String, byte[]> classes() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        for (Path file : FileTree.files(tree.built("classes"))) {
            classes.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return classes;
    }

    /** Marks the class files, to see later which of them were made again. */
    void age() throws IOException {
        for (Path file : FileTree.files(tree.built("classes"))) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
    }

    /** The class files that were made since they were marked. */
    List<String> made() throws IOException {
        List<String> made = new ArrayList<>();
        for (Path file : FileTree.files(tree.built("classes"))) {
            if (!Files.getLastModifiedTime(file).equals(LONG_AGO)) {
                made.add(file.getFileName().toString());
            }
        }
        return made;
    }
}
