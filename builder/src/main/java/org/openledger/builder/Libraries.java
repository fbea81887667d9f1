package org.openledger.builder;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The libraries that the poms name. Maven resolves them; they are used where Maven keeps them. */
final class Libraries {
    private static final String RUN = "run.libraries";
    private static final String TEST = "test.libraries";
    private static final String BUILDER = "builder.libraries";

    private final Tree tree;

    Libraries(Tree tree) {
        this.tree = tree;
    }

    void update(Inputs inputs) {
        Stamp stamp = new Stamp(tree, "libraries");
        String digest = inputs.matching(path -> path.endsWith("pom.xml")).digest();
        if (!stamp.holds(digest) || !allExist()) {
            stamp.clear();
            resolve();
            stamp.note(digest);
        }
    }

    /** What the product runs with. */
    List<Path> run() {
        return read(RUN);
    }

    /** What everything is compiled with, and tests run with. */
    List<Path> test() {
        return read(TEST);
    }

    /** What the builder itself is compiled with, and bindings are generated with. */
    List<Path> builder() {
        return read(BUILDER);
    }

    private boolean allExist() {
        return List.of(RUN, TEST, BUILDER).stream()
                .allMatch(list ->
                        Files.exists(tree.built(list)) && read(list).stream().allMatch(Files::exists));
    }

    /** Maven only looks libraries up here: it compiles, formats and packs nothing. */
    private void resolve() {
        System.err.println("Fetching libraries...");
        new Tool(
                        tree,
                        "mvn",
                        "-B",
                        "-ntp",
                        "-q",
                        "compile",
                        "dependency:build-classpath@run-libraries",
                        "dependency:build-classpath@test-libraries",
                        "-Dmaven.main.skip",
                        "-Dmaven.test.skip",
                        "-Dspotless.check.skip",
                        "-Dexec.skip")
                .run("libraries");
        List<String> modules = tree.modules();
        write(RUN, listOf(modules.getLast(), RUN));
        write(BUILDER, listOf(Tree.BUILDER, TEST));
        List<Path> tests = new ArrayList<>();
        for (String module : modules.reversed()) {
            tests.addAll(listOf(module, TEST));
        }
        write(TEST, tests);
    }

    private List<Path> listOf(String module, String list) {
        String paths = Tree.read(tree.at(module).resolve("target").resolve(list));
        List<Path> jars = new ArrayList<>();
        for (String path : paths.strip().split(File.pathSeparator, -1)) {
            if (path.endsWith(".jar")) {
                jars.add(Path.of(path));
            }
        }
        return jars;
    }

    /** Keeps the first version of each library: that of the last module, which knows all others. */
    private void write(String list, Collection<Path> jars) {
        Map<String, Path> byLibrary = new LinkedHashMap<>();
        for (Path jar : jars) {
            // FOLDERS/NAME/VERSION/NAME-VERSION-CLASSIFIER.jar
            int folders = jar.getNameCount() - 2;
            String version = jar.getName(folders).toString();
            String unversioned = jar.getFileName().toString().replace(version, "");
            byLibrary.putIfAbsent(jar.subpath(0, folders).resolve(unversioned).toString(), jar);
        }
        Stamp.write(
                tree.built(list),
                String.join(
                        "\n", byLibrary.values().stream().map(Path::toString).toList()));
    }

    private List<Path> read(String list) {
        return Tree.read(tree.built(list)).lines().map(Path::of).toList();
    }
}
