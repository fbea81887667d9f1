package org.openledger.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** What the launcher runs: folders of classes, or two jars; and the lists of paths that name either. */
final class Product {
    /** The class path of the jars, a path a line. */
    static final String RUN_PATH = "run.path";
    /** The class path of the folders. */
    static final String FOLDERS_PATH = "dev.path";

    /** The class path of tests. */
    static final String TEST_PATH = "test.path";

    private static final String JAR = "openledger.jar";
    private static final String VERIFIER = "verifier";
    private static final String VERIFIER_JAR = "verifier/target/openledger-verifier.jar";
    private static final String VERIFIER_MAIN = "org.openledger.verify.agency.Main";
    private static final String MAIN = "org.openledger.bench.Main";
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final Tree tree;
    private final Libraries libraries;

    Product(Tree tree, Libraries libraries) {
        this.tree = tree;
        this.libraries = libraries;
    }

    /** The folders of classes and resources of the product. */
    List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String module : tree.modules()) {
            folders.addAll(folders(module));
        }
        folders.add(tree.built(PageBuild.RESOURCES));
        return folders;
    }

    private List<Path> folders(String module) {
        return List.of(tree.built("classes").resolve(module), tree.at(module + "/src/main/resources"));
    }

    void list() {
        writePath(FOLDERS_PATH, folders(), libraries.run());
    }

    void listTests() {
        List<Path> own = new ArrayList<>();
        for (String module :
                Stream.concat(Stream.of(Tree.BUILDER), tree.modules().stream()).toList()) {
            own.add(tree.built("test-classes").resolve(module));
            own.add(tree.at(module + "/src/test/resources"));
        }
        own.addAll(folders());
        own.add(tree.built("classes").resolve(Tree.BUILDER));
        writePath(TEST_PATH, own, libraries.test());
    }

    /**
     * Packs the jars where they are not those of these inputs. The verifier has one of its own, which is handed out.
     *
     * @param digest of the inputs
     */
    void pack(String digest) {
        Stamp stamp = new Stamp(tree, "jars");
        if (!Files.exists(tree.built(JAR)) || !Files.exists(tree.at(VERIFIER_JAR))) {
            stamp.clear();
        }
        stamp.unless(digest, this::pack);
    }

    private void pack() {
        pack(tree.at(VERIFIER_JAR), VERIFIER_MAIN, folders(VERIFIER), Deflater.DEFAULT_COMPRESSION);
        List<Path> others = folders().stream()
                .filter(folder -> !folders(VERIFIER).contains(folder))
                .toList();
        // Classes start faster from a jar that is not compressed.
        pack(tree.built(JAR), MAIN, others, Deflater.NO_COMPRESSION);
        writePath(RUN_PATH, List.of(tree.built(JAR), tree.at(VERIFIER_JAR)), libraries.run());
    }

    private void writePath(String name, List<Path> own, List<Path> jars) {
        List<String> lines =
                Stream.concat(own.stream(), jars.stream()).map(tree::relative).toList();
        Stamp.write(tree.built(name), String.join("\n", lines) + "\n");
    }

    private static void pack(Path jar, String main, List<Path> folders, int level) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        Path part = jar.resolveSibling(jar.getFileName() + ".part");
        try {
            Files.createDirectories(jar.getParent());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(part))) {
                out.setLevel(level);
                put(out, "META-INF/MANIFEST.MF");
                manifest.write(out);
                Set<String> made = new HashSet<>();
                for (Path folder : folders) {
                    for (Path file : FileTree.files(folder)) {
                        Path name = folder.relativize(file);
                        putFolders(out, name, made);
                        put(out, name.toString());
                        Files.copy(file, out);
                    }
                }
            }
            Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " cannot be packed", e);
        }
    }

    /** The folders above a file have entries of their own: what lists a folder of a jar, as Flyway does, looks for them. */
    private static void putFolders(JarOutputStream out, Path name, Set<String> made) throws IOException {
        for (int depth = 1; depth < name.getNameCount(); depth++) {
            String folder = name.subpath(0, depth) + "/";
            if (made.add(folder)) {
                put(out, folder);
            }
        }
    }

    private static void put(JarOutputStream out, String name) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(ANY_TIME);
        out.putNextEntry(entry);
    }
}
