package org.openledger.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The build of one folder: its steps in their order, by one process at a time. */
final class Build {
    /** How far a build goes. */
    enum Goal {
        /** What Maven needs to compile: bindings of the contracts, and the page. */
        GENERATED,
        /** FileTree of classes, to run what was just changed. */
        CLASSES,
        /** Jars, to run every day. */
        JARS,
        /** FileTree of classes, with those of the tests. */
        TESTS
    }

    private static final int ATTEMPTS = 3;

    private final Tree tree;
    private final Cache cache;
    private final Libraries libraries;
    private final ContractBindings contracts;
    private final PageBuild page;
    private final Product product;
    /** Stands while it is not sure that what was built is what was listed. */
    private final Stamp unsure;

    Build(Tree tree, Cache cache) {
        this.tree = tree;
        this.cache = cache;
        this.libraries = new Libraries(tree);
        this.contracts = new ContractBindings(tree, libraries);
        this.page = new PageBuild(tree);
        this.product = new Product(tree, libraries);
        this.unsure = new Stamp(tree, "unsure");
    }

    /**
     * Makes what is missing up to this goal. A build that was cut off, or whose sources changed meanwhile, may have noted
     * contents that it did not read: all that is noted is forgotten then.
     */
    void make(Goal goal) {
        try (FileChannel lock = openLock()) {
            lock.lock();
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (unsure.exists()) {
                    FileTree.delete(tree.built(Compilation.STATE));
                    Stamp.clearAll(tree);
                }
                Inputs inputs = Inputs.of(tree, goal == Goal.TESTS);
                unsure.note("");
                try {
                    make(goal, inputs);
                } finally {
                    if (Inputs.of(tree, goal == Goal.TESTS).equals(inputs)) {
                        unsure.clear();
                    }
                }
                if (!unsure.exists()) {
                    return;
                }
            }
            throw new BuildException("the sources change while they are built. Run this again when they rest.");
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of the build cannot be opened or closed", e);
        }
    }

    private FileChannel openLock() throws IOException {
        Path file = tree.built("lock");
        Files.createDirectories(file.getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void make(Goal goal, Inputs inputs) {
        String digest = inputs.ofProduct().digest();
        Stamp classes = new Stamp(tree, "classes");
        if (!classes.holds(digest)) {
            classes.clear();
            cache.restore(digest);
        }
        libraries.update(inputs);
        generate(inputs);
        if (goal == Goal.GENERATED) {
            return;
        }
        String builder = inputs.below(Tree.BUILDER + "/src/main").digest();
        List<SourceSet> compiled = compileProduct(inputs, builder);
        product.list();
        classes.note(digest);
        if (goal == Goal.JARS) {
            product.pack(digest);
            cache.keep(digest);
        }
        if (goal == Goal.TESTS) {
            compileTests(inputs, builder, compiled);
        }
    }

    /** The page beside the contracts, whose compiler uses one processor. */
    private void generate(Inputs inputs) {
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<?> made = beside.submit(() -> {
                if (Files.exists(tree.at("web"))) {
                    page.update(inputs);
                }
            });
            if (Files.exists(tree.at("contracts"))) {
                contracts.install(inputs);
                contracts.update(inputs);
            }
            Suites.await(made);
        }
    }

    private List<SourceSet> compileProduct(Inputs inputs, String builder) {
        List<SourceSet> sets = new ArrayList<>();
        for (String module : tree.modules()) {
            SourceSet set = SourceSet.main(tree, module, libraries.test(), sets);
            new Compilation(tree, set).update(inputs, builder);
            sets.add(set);
        }
        return sets;
    }

    private void compileTests(Inputs inputs, String builder, List<SourceSet> compiled) {
        SourceSet own = SourceSet.main(tree, Tree.BUILDER, libraries.builder(), List.of());
        new Compilation(tree, own).update(inputs, builder);
        List<SourceSet> sets = new ArrayList<>(compiled);
        sets.add(own);
        List<String> modules = new ArrayList<>(List.of(Tree.BUILDER));
        modules.addAll(tree.modules());
        for (String module : modules) {
            SourceSet set = SourceSet.test(tree, module, libraries.test(), sets);
            new Compilation(tree, set).update(inputs, builder);
            sets.add(set);
        }
        product.listTests();
    }
}
