package org.openledger.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Brings the classes of one source set up to date. Where sources changed and what others see of them did not, these sources
 * are compiled alone. Otherwise the whole set is, and so is every set after it that sees the difference. Classes come to their
 * place only when all compiled; what is noted of them goes before and comes back after.
 */
final class Compilation {
    /** The folder in which it is noted what the sets were compiled from. */
    static final String STATE = "state";

    private final Tree tree;
    private final SourceSet set;
    private final Path classes;
    private final Path state;

    Compilation(Tree tree, SourceSet set) {
        this.tree = tree;
        this.set = set;
        this.classes = classes(tree, set);
        this.state = state(tree, set);
    }

    static Path classes(Tree tree, SourceSet set) {
        return tree.built(set.name());
    }

    private static Path state(Tree tree, SourceSet set) {
        return tree.built(STATE).resolve(set.name() + ".txt");
    }

    /**
     * Compiles what has to be.
     *
     * @param builder a digest of the builder itself
     */
    void update(Inputs inputs, String builder) {
        SortedMap<String, String> sources = sources(inputs);
        String basis = basis(builder);
        Optional<CompiledSet> before =
                CompiledSet.read(state).filter(found -> found.basis().equals(basis));
        SortedMap<String, String> changed = new TreeMap<>(sources);
        before.ifPresent(
                found -> changed.entrySet().removeIf(each -> isUnchanged(found, each.getKey(), each.getValue())));
        if (before.isPresent() && before.get().sources().keySet().equals(sources.keySet())) {
            if (changed.isEmpty() || compileAlone(before.get(), changed)) {
                return;
            }
        }
        compileAll(basis, sources);
    }

    private static boolean isUnchanged(CompiledSet before, String path, String digest) {
        CompiledSource source = before.sources().get(path);
        return source != null && source.digest().equals(digest);
    }

    /** All that the classes depend on beside the sources: what else could be seen, and who compiled. */
    private String basis(String builder) {
        List<String> parts =
                new ArrayList<>(List.of(builder, Runtime.version().toString(), "release " + set.release()));
        set.libraries().forEach(jar -> parts.add(jar.toString()));
        for (SourceSet earlier : set.earlier()) {
            parts.add(CompiledSet.read(state(tree, earlier)).orElseThrow().signature());
        }
        return Digests.of(parts.toArray(String[]::new));
    }

    /** The digests of the set's sources; those that the builder generated are not among the inputs. */
    private SortedMap<String, String> sources(Inputs inputs) {
        SortedMap<String, String> sources = new TreeMap<>();
        for (Path folder : set.sources()) {
            sources.putAll(inputs.below(tree.relative(folder)).digests());
            if (folder.startsWith(tree.built(""))) {
                FileTree.files(folder).forEach(file -> sources.put(tree.relative(file), Digests.of(bytes(file))));
            }
        }
        sources.keySet().removeIf(path -> !path.endsWith(".java"));
        return sources;
    }

    /** Compiles these sources against the other classes; false where others see a difference, and then nothing changed. */
    private boolean compileAlone(CompiledSet before, SortedMap<String, String> changed) {
        Path fresh = FileTree.empty(tree.built(set.name() + ".part"));
        CompiledSet after = new CompiledSet(before.basis(), compiler(true).compile(changed, fresh));
        for (CompiledSource source : after.sources().values()) {
            if (!source.signature().equals(before.source(source.path()).signature())) {
                return false;
            }
        }
        forget();
        for (String path : changed.keySet()) {
            before.source(path).classes().keySet().forEach(file -> delete(classes.resolve(file)));
        }
        FileTree.files(fresh).forEach(file -> move(file, classes.resolve(fresh.relativize(file))));
        FileTree.delete(fresh);
        before.with(after).write(state);
        return true;
    }

    private void compileAll(String basis, SortedMap<String, String> sources) {
        System.err.printf("Compiling %s (%d files)...%n", set.name(), sources.size());
        Path fresh = FileTree.empty(tree.built(set.name() + ".part"));
        CompiledSet after = new CompiledSet(
                basis, sources.isEmpty() ? new TreeMap<>() : compiler(false).compile(sources, fresh));
        forget();
        FileTree.replace(classes, fresh);
        after.write(state);
    }

    private Compiler compiler(boolean withOwn) {
        List<Path> classPath = new ArrayList<>();
        if (withOwn) {
            classPath.add(classes);
        }
        set.earlier().forEach(earlier -> classPath.add(classes(tree, earlier)));
        return new Compiler(
                tree,
                set.release(),
                Stream.concat(classPath.stream(), set.libraries().stream()).toList());
    }

    private void forget() {
        delete(state);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(to + " cannot be replaced", e);
        }
    }
}
