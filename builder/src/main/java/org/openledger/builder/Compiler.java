package org.openledger.builder;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** javac without any plugin, which notes from which source each class file came. */
final class Compiler {
    private static final String MAX_ERRORS = "50";

    private final Tree tree;
    private final int release;
    private final List<Path> classPath;

    Compiler(Tree tree, int release, List<Path> classPath) {
        this.tree = tree;
        this.release = release;
        this.classPath = classPath;
    }

    /**
     * Compiles files into an empty folder.
     *
     * @param digests of the sources by path
     */
    SortedMap<String, CompiledSource> compile(SortedMap<String, String> digests, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            List<Path> sources = digests.keySet().stream().map(tree::at).toList();
            SourceTracker tracker = new SourceTracker(files);
            StringWriter messages = new StringWriter();
            boolean compiled = compiler.getTask(
                            messages, tracker, null, options(), null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new BuildException(messages.toString().stripTrailing()
                        + "\nThe sources do not compile. Mend what the compiler names, then run this again.");
            }
            return compiled(digests, folder, tracker.classesBySource);
        } catch (IOException e) {
            throw new UncheckedIOException("classes cannot be written to " + folder, e);
        }
    }

    private List<String> options() {
        List<String> options =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-g", "-parameters", "-Xmaxerrs", MAX_ERRORS));
        if (release != Runtime.version().feature()) {
            options.addAll(List.of("--release", Integer.toString(release)));
        }
        return options;
    }

    private SortedMap<String, CompiledSource> compiled(
            SortedMap<String, String> digests, Path folder, Map<Path, Collection<Path>> classesBySource)
            throws IOException {
        SortedMap<String, CompiledSource> compiled = new TreeMap<>();
        for (Map.Entry<String, String> source : digests.entrySet()) {
            SortedMap<String, String> classes = new TreeMap<>();
            for (Path file : classesBySource.getOrDefault(tree.at(source.getKey()), List.of())) {
                String signature = ClassSignature.of(Files.readAllBytes(file)).orElse("");
                classes.put(folder.relativize(file).toString(), signature);
            }
            compiled.put(source.getKey(), new CompiledSource(source.getKey(), source.getValue(), classes));
        }
        return compiled;
    }

    private static final class SourceTracker extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<Path, Collection<Path>> classesBySource = new TreeMap<>();

        SourceTracker(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject source) throws IOException {
            JavaFileObject file = super.getJavaFileForOutput(location, name, kind, source);
            Path of = Path.of(Objects.requireNonNull(source, name).toUri());
            classesBySource.computeIfAbsent(of, _ -> new ArrayList<>()).add(Path.of(file.toUri()));
            return file;
        }
    }
}
