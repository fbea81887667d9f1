package org.openledger.builder;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs tests of all modules, each module's in its folder and in processes of its own. */
final class Suites {
    /** Tests that take minutes: crashes, long fuzzing. */
    static final String CAMPAIGN = "campaign";

    /** Every test bears one of these as its tag. */
    static final List<String> NAMES = List.of("unit", "integration", "loop", CAMPAIGN);

    /** Those of every day. */
    static final List<String> DAILY = NAMES.subList(0, NAMES.indexOf(CAMPAIGN));

    private static final String RUNNER = "org.openledger.builder.TestRun";
    private final Tree tree;
    private final Times times;
    private final List<String> properties;

    /** @param properties for the tests, as {@code -Dname=value} */
    Suites(Tree tree, Times times, List<String> properties) {
        this.tree = tree;
        this.times = times;
        this.properties = properties;
    }

    /**
     * Runs suites in lanes, each of which does its first work and then takes classes that no other lane took. A process of a lane runs
     * all that it can of a module, because to start one and to find its tests takes seconds. What fails lets the module of that time
     * end, and no other begin. Campaigns come last.
     *
     * @param first what each lane does before it tests
     */
    void run(List<String> suites, List<Runnable> first) {
        FileTree.empty(claims());
        List<List<String>> rounds = Stream.of(DAILY, List.of(CAMPAIGN))
                .map(round -> round.stream().filter(suites::contains).toList())
                .filter(round -> !round.isEmpty())
                .toList();
        Set<String> failed = Collections.synchronizedSet(new TreeSet<>());
        try (ExecutorService pool = Executors.newFixedThreadPool(first.size())) {
            List<Future<?>> lanes = first.stream()
                    .<Future<?>>map(work -> pool.submit(() -> {
                        doFirst(work, failed);
                        rounds.forEach(round -> test(round, failed));
                    }))
                    .toList();
            lanes.forEach(Suites::await);
        }
        if (!failed.isEmpty()) {
            throw new BuildException("tests of %s failed; the lines above say which".formatted(failed));
        }
    }

    /** Waits for work that another thread does, and throws what ended it. */
    static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BuildException failed
                    ? failed
                    : new BuildException(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("the checks were interrupted");
        }
    }

    private static void doFirst(Runnable work, Set<String> failed) {
        try {
            work.run();
        } catch (BuildException e) {
            failed.add(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** The last modules hold the longest tests, which had best begin first. */
    private void test(List<String> suites, Set<String> failed) {
        for (String module : modules().reversed()) {
            if (failed.isEmpty()) {
                times.of("tests of " + module, () -> {
                    if (fork(module, suites, ".*").show() != 0) {
                        failed.add(module);
                    }
                });
            }
        }
    }

    /** Runs the tests whose class has one of these names, or where none has it, has it in its own; in letters of any case. */
    void runNamed(List<String> names, boolean withCampaign) {
        Map<String, String> patterns = new LinkedHashMap<>();
        names.forEach(name -> patterns.put(name, pattern(name)));
        String any = String.join("|", patterns.values());
        List<String> ran = new ArrayList<>();
        for (String module : modules()) {
            if (!hasSource(module, any)) {
                continue;
            }
            FileTree.empty(claims());
            if (fork(module, withCampaign ? List.of(CAMPAIGN) : DAILY, any).show() != 0) {
                throw new BuildException("tests of %s failed; the lines above say which".formatted(module));
            }
            // named after the suites and the class
            FileTree.files(claims())
                    .forEach(claim -> ran.add(claim.getFileName().toString().replaceFirst(".* ", "")));
        }
        patterns.forEach((name, pattern) -> {
            if (ran.stream().noneMatch(Pattern.compile(pattern).asMatchPredicate())) {
                throw new BuildException(
                        withCampaign
                                ? "no test of a campaign ran for %s".formatted(name)
                                : "no test ran for %s: its tests need %s, or are of a class that its file is not named after"
                                        .formatted(name, Checks.CAMPAIGN));
            }
        });
    }

    private String pattern(String name) {
        String letters = Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        for (String pattern : List.of("(?i).*[.$]" + letters + "(Test)?", "(?i).*[.$]\\w*" + letters + "\\w*")) {
            if (modules().stream().anyMatch(module -> hasSource(module, pattern))) {
                return pattern;
            }
        }
        throw new BuildException("no test has %s in the name of its class".formatted(name));
    }

    private boolean hasSource(String module, String pattern) {
        Pattern name = Pattern.compile(pattern);
        return FileTree.files(tree.at(module + "/src/test/java")).stream()
                .map(file -> "." + file.getFileName().toString().replace(".java", ""))
                .anyMatch(file -> name.matcher(file).matches());
    }

    private List<String> modules() {
        return Stream.concat(tree.modules().stream(), Stream.of(Tree.BUILDER)).toList();
    }

    /** A file for each class that a process took. */
    private Path claims() {
        return tree.built("claims");
    }

    private Tool fork(String module, List<String> suites, String pattern) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + tree.at("builder/java.options"),
                "-Xmx2g",
                "-cp",
                classPath()));
        command.addAll(properties);
        command.addAll(List.of(
                RUNNER,
                tree.built("test-classes").resolve(module).toString(),
                claims().toString(),
                String.join(",", suites),
                pattern));
        return new Tool(tree, command.toArray(String[]::new)).in(module);
    }

    private String classPath() {
        try (Stream<String> lines = Files.lines(tree.built(Product.TEST_PATH))) {
            return lines.map(line -> tree.at(line).toString()).collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("the class path of the tests cannot be read", e);
        }
    }
}
