package org.openledger.builder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Java sources that are compiled together.
 *
 * @param name     of its classes and state below {@code target/build}
 * @param sources  files below these folders belong to it
 * @param release  the version of Java that it is for
 * @param libraries jars that it may use
 * @param earlier  sets that it may use
 */
record SourceSet(String name, List<Path> sources, int release, List<Path> libraries, List<SourceSet> earlier) {
    static SourceSet main(Tree tree, String module, List<Path> libraries, List<SourceSet> earlier) {
        Path own = tree.at(module + "/src/main/java");
        Path bindings = tree.built(ContractBindings.BINDINGS);
        // the node alone talks to the chain
        List<Path> sources =
                module.equals("node") && Files.isDirectory(bindings) ? List.of(own, bindings) : List.of(own);
        return new SourceSet("classes/" + module, sources, tree.release(module), libraries, List.copyOf(earlier));
    }

    static SourceSet test(Tree tree, String module, List<Path> libraries, List<SourceSet> earlier) {
        Path own = tree.at(module + "/src/test/java");
        return new SourceSet(
                "test-classes/" + module, List.of(own), tree.release(module), libraries, List.copyOf(earlier));
    }
}
