package org.openledger.builder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.openledger.builder.Build.Goal;

/**
 * Runs checks: {@code Checks HOME [NAME...] [--campaign] [--json FILE] [-Dname=value]}. Names of suites run suites, other names run the tests
 * whose classes fit, and no name runs every check there is.
 */
public final class Checks {
    /** The option for slow tests. */
    static final String CAMPAIGN = "--campaign";

    /** The option for a file that tests which count write their counts to. */
    private static final String JSON = "--json";

    private static final String COUNTS_IN = "-Dopenledger.json=";

    /** Maven's own switch for quiet also hides the warnings that fail the build. */
    private static final String WARNINGS_ALONE = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

    /** One more than two processors, because tests also wait for blocks and for browsers. */
    private static final int LANES = 3;

    private final Tree tree;
    private final Build build;
    private final boolean campaign;
    private final Suites suites;
    private final Times times = new Times();

    private Checks(Tree tree, List<String> options) {
        this.tree = tree;
        this.build = new Build(tree, new Cache(tree, Cache.folder()));
        this.campaign = options.contains(CAMPAIGN);
        this.suites = new Suites(
                tree,
                times,
                options.stream().filter(option -> option.startsWith("-D")).toList());
    }

    public static void main(String[] arguments) {
        Tree tree = new Tree(Path.of(arguments[0]).toAbsolutePath().normalize());
        List<String> options = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Iterator<String> rest =
                        List.of(arguments).subList(1, arguments.length).iterator();
                rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.equals(JSON) && rest.hasNext()) {
                options.add(COUNTS_IN + Path.of(rest.next()).toAbsolutePath());
            } else {
                (argument.startsWith("-") ? options : names).add(argument);
            }
        }
        Checks checks = new Checks(tree, options);
        int code = 0;
        try {
            checkOptions(options);
            checks.run(names);
        } catch (BuildException e) {
            System.err.println("openledger: " + e.getMessage());
            code = 1;
        }
        checks.times.print();
        System.exit(code);
    }

    private static void checkOptions(List<String> options) {
        for (String option : options) {
            if (!option.equals(CAMPAIGN) && !option.startsWith("-D")) {
                throw new BuildException("test does not know %s; it knows names, %s, %s FILE and -Dname=value"
                        .formatted(option, CAMPAIGN, JSON));
            }
        }
    }

    private void run(List<String> names) {
        if (names.isEmpty()) {
            all();
            return;
        }
        times.of("build", () -> build.make(Goal.TESTS));
        List<String> classes =
                names.stream().filter(name -> !Suites.NAMES.contains(name)).toList();
        suites.run(
                Suites.NAMES.stream().filter(names::contains).toList(), Collections.nCopies(LANES, Checks::onlyTest));
        if (!classes.isEmpty()) {
            times.of(String.join(" ", classes), () -> suites.runNamed(classes, campaign));
        }
    }

    private void all() {
        times.of("build", () -> {
            build.make(Goal.JARS);
            build.make(Goal.TESTS);
        });
        suites.run(
                campaign ? Suites.NAMES : Suites.DAILY,
                List.of(this::analyse, this::checkOtherSources, Checks::onlyTest));
        if (campaign) {
            times.of("campaign of contracts", () -> check("contracts", "npm", "run", "--silent", "campaign"));
        }
    }

    /** What a lane does first that does nothing before its tests. */
    private static void onlyTest() {}

    private void analyse() {
        times.of(
                "format and static analysis",
                () -> new Tool(tree, "mvn", "-B", "-ntp", WARNINGS_ALONE, "test-compile").run("analysis"));
    }

    private void checkOtherSources() {
        times.of("references", () -> {
            check(".", "node", "--test", ".ci/references.test.mjs");
            check(".", "node", ".ci/references.mjs");
        });
        times.of("page", () -> {
            new PageBuild(tree).install(Inputs.of(tree, false));
            check("web", "npm", "run", "--silent", "check");
            check("web", "npm", "test", "--silent");
            check("web", "npm", "run", "--silent", "size");
        });
        times.of("contracts", () -> check("contracts", "npm", "run", "--silent", "check"));
    }

    private void check(String folder, String... command) {
        if (new Tool(tree, command).in(folder).show() != 0) {
            throw new BuildException("%s failed in %s".formatted(String.join(" ", command), folder));
        }
    }
}
