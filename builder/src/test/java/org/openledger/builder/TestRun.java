package org.openledger.builder;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Order;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests below a folder of classes: {@code TestRun CLASSES CLAIMS SUITE[,SUITE...] PATTERN}. Several of these share the work: a
 * class is run by whoever makes its file in the folder of claims.
 */
public final class TestRun {
    /** The quickest first. */
    private static final List<String> SUITES = Suites.NAMES;

    private final Path classes;
    private final Path claims;
    private final String suites;
    private final String pattern;
    private final List<Filter<?>> filters;
    private final Launcher launcher = LauncherFactory.create();

    private TestRun(Path classes, Path claims, String suites, String pattern) {
        this.classes = classes;
        this.claims = claims;
        this.suites = suites;
        this.pattern = pattern;
        this.filters = List.of(filter(suites));
    }

    public static void main(String[] arguments) throws IOException {
        TestRun run = new TestRun(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], arguments[3]);
        System.exit(run.allPass() ? 0 : 1);
    }

    /** A test that bears the tags of several suites, one of them inherited, is in the slowest. */
    private static Filter<?> filter(String suites) {
        return TagFilter.includeTags(
                Stream.of(suites.split(",")).map(TestRun::in).toList());
    }

    /** The tag of a suite, and of none that is slower. */
    private static String in(String suite) {
        List<String> slower = SUITES.subList(SUITES.indexOf(suite) + 1, SUITES.size());
        return suite + slower.stream().map(each -> " & !" + each).collect(Collectors.joining());
    }

    private boolean allPass() throws IOException {
        Collection<String> unmarked = unmarked();
        if (!unmarked.isEmpty()) {
            unmarked.forEach(System.err::println);
            System.err.println("These tests are in no suite. Give each class a @Tag of " + SUITES);
            return false;
        }
        boolean pass = true;
        for (String name : names()) {
            if (claim(name)) {
                ClassReport report = new ClassReport(name);
                launcher.execute(request(List.of(selectClass(name)), filters), report);
                pass &= report.print();
            }
        }
        return pass;
    }

    private boolean claim(String name) throws IOException {
        try {
            Files.createFile(claims.resolve(suites + " " + name));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** The tests of the folder that bear no tag that is known. */
    private Collection<String> unmarked() {
        TestPlan plan = launcher.discover(request(roots(), List.of()));
        Collection<String> found = new TreeSet<>();
        for (TestIdentifier each : all(plan)) {
            boolean known = each.getTags().stream().anyMatch(tag -> SUITES.contains(tag.getName()));
            if (!known && each.getSource().orElse(null) instanceof MethodSource method) {
                found.add(method.getClassName() + "." + method.getMethodName());
            }
        }
        return found;
    }

    private Collection<String> names() {
        Set<Class<?>> found =
                new TreeSet<>(Comparator.<Class<?>>comparingInt(TestRun::order).thenComparing(Class::getName));
        for (TestIdentifier each : all(launcher.discover(request(roots(), filters)))) {
            if (each.getSource().orElse(null) instanceof MethodSource method) {
                found.add(topLevel(method.getJavaClass()));
            }
        }
        return found.stream().map(Class::getName).toList();
    }

    /** Classes that take longest bear the annotation and begin first, so that no process waits long for the last one. */
    private static int order(Class<?> type) {
        Order order = type.getAnnotation(Order.class);
        return order == null ? Order.DEFAULT : order.value();
    }

    private static Class<?> topLevel(Class<?> type) {
        return type.getEnclosingClass() == null ? type : topLevel(type.getEnclosingClass());
    }

    private static List<TestIdentifier> all(TestPlan plan) {
        List<TestIdentifier> all = new ArrayList<>();
        plan.getRoots().forEach(root -> all.addAll(plan.getDescendants(root)));
        return all;
    }

    private List<? extends DiscoverySelector> roots() {
        return selectClasspathRoots(Set.of(classes));
    }

    private LauncherDiscoveryRequest request(List<? extends DiscoverySelector> selectors, List<Filter<?>> filters) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(filters.toArray(Filter<?>[]::new))
                .filters(ClassNameFilter.includeClassNamePatterns(pattern))
                .configurationParameter(
                        "junit.jupiter.testclass.order.default", ClassOrderer.OrderAnnotation.class.getName())
                .build();
    }
}
