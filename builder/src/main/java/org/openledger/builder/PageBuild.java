package org.openledger.builder;

import java.nio.file.Files;
import java.nio.file.Path;

/** The page, as Vite builds it. */
final class PageBuild {
    /** A folder of resources: the page is in {@code web} below it. */
    static final String RESOURCES = "page";

    private static final String FOLDER = "web";

    private final Tree tree;

    PageBuild(Tree tree) {
        this.tree = tree;
    }

    void update(Inputs inputs) {
        new Stamp(tree, RESOURCES).unless(inputs.below(FOLDER).digest(), () -> build(inputs));
    }

    /** Fetches the packages where they are missing or others. */
    void install(Inputs inputs) {
        Stamp stamp = new Stamp(tree, "page-packages");
        String digest =
                inputs.matching(path -> path.startsWith(FOLDER + "/package")).digest();
        if (!stamp.holds(digest) || !Files.exists(tree.at(FOLDER + "/node_modules"))) {
            stamp.clear();
            System.err.println("Fetching the packages of the page...");
            new Tool(tree, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
                    .in(FOLDER)
                    .run("page-packages");
            stamp.note(digest);
        }
    }

    private void build(Inputs inputs) {
        install(inputs);
        System.err.println("Building the page...");
        Path fresh = FileTree.empty(tree.built(RESOURCES + ".part"));
        new Tool(
                        tree,
                        "npm",
                        "run",
                        "--silent",
                        "build",
                        "--",
                        "--logLevel",
                        "warn",
                        "--emptyOutDir",
                        "--outDir",
                        fresh.resolve("web").toString())
                .in(FOLDER)
                .run(RESOURCES);
        if (!Files.exists(fresh.resolve("web/index.html"))) {
            throw new BuildException("the page's build ended well and left no index.html in " + fresh);
        }
        FileTree.replace(tree.built(RESOURCES), fresh);
    }
}
