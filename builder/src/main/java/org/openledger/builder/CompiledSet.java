package org.openledger.builder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A source set as it was compiled.
 *
 * @param basis   a digest of all it was compiled from but its sources
 * @param sources by path
 */
record CompiledSet(String basis, SortedMap<String, CompiledSource> sources) {
    /** What was noted; none where there is no finished work. */
    static Optional<CompiledSet> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Tree.read(file).lines().toList();
        SortedMap<String, CompiledSource> sources = new TreeMap<>();
        lines.stream().skip(1).map(CompiledSource::parse).forEach(each -> sources.put(each.path(), each));
        return Optional.of(new CompiledSet(lines.getFirst(), sources));
    }

    void write(Path file) {
        String lines = sources.values().stream().map(each -> "\n" + each.line()).collect(Collectors.joining());
        Stamp.write(file, basis + lines);
    }

    /** One that is among them. */
    CompiledSource source(String path) {
        return Objects.requireNonNull(sources.get(path), path);
    }

    String signature() {
        return Digests.of(sources.values().stream()
                .map(each -> each.signature().toString())
                .collect(Collectors.joining("\n")));
    }

    /** This one, with those sources as they are now. */
    CompiledSet with(CompiledSet newer) {
        SortedMap<String, CompiledSource> all = new TreeMap<>(sources);
        all.putAll(newer.sources);
        return new CompiledSet(basis, all);
    }
}
