package org.openledger.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openledger.house.PackageTable.Row;
import org.openledger.store.Refusal;

/**
 * The rules of the house, which each module's architecture test holds for the modules it names. ARCHITECTURE.md has the table of
 * packages: one may use those above it in its module, and no others of it.
 */
@Tag("unit")
public abstract class HouseRules {
    private static final int MAX_FILES = 28;
    /** What a module may use beside itself. */
    private static final Map<String, Set<String>> MODULES = Map.of(
            "builder", Set.of(),
            "verifier", Set.of(),
            "engine", Set.of(),
            "client", Set.of(),
            "node", Set.of("verifier", "engine", "client"),
            "cli", Set.of("verifier", "engine", "client", "node"),
            "bench", Set.of("verifier", "engine", "client", "node", "cli"));

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    private static final Pattern COUNTS_GWEI = Pattern.compile("(?:^|[ ,(])gwei(?:[ ;,.:%)]|$)");
    /** What names the unit itself: a member of JSON, what a command is given, and what an amount on chain is no multiple of. */
    private static final Set<String> NAMES_OF_THE_UNIT =
            Set.of("gwei", "10^9 gwei are 1 OPEN", " wei are not whole gwei");

    /** Circles of files that stood when the rule came. A line goes when its circle is broken; none is added. */
    private static final Path FROZEN = Path.of("..", "node", "src", "test", "resources", "house", "circles.txt");

    /** The modules that know what a refusal is. */
    private static final Set<String> REFUSING = Set.of("node", "cli", "bench");
    /** Exceptions that reach no caller: whoever starts the work catches them, and anywhere else they are a defect. */
    private static final Set<String> DEFECTS = Set.of("org.openledger.retrieval.RowIndexBuilder$StoppedException");

    private static final PackageTable TABLE = PackageTable.read();
    private static final JavaClasses CLASSES = ProductClasses.ALL;

    private final List<String> modules;

    /** @param modules those whose packages are looked at; all must be on the class path */
    protected HouseRules(String... modules) {
        this.modules = List.of(modules);
    }

    @TestFactory
    Stream<DynamicTest> aPackageUsesNoneBelowItself() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String module : modules) {
            List<Row> rows = TABLE.of(module);
            for (int i = 0; i < rows.size() - 1; i++) {
                String[] below = rows.subList(i + 1, rows.size()).stream()
                        .map(Row::fullName)
                        .toArray(String[]::new);
                String name = rows.get(i).fullName();
                tests.add(DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(name)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(below)
                                .check(CLASSES)));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> aModuleUsesThoseThatItMay() {
        return modules.stream().map(module -> {
            Set<String> may = MODULES.get(module);
            String[] others = TABLE.rows().stream()
                    .filter(row -> !row.module().equals(module) && !may.contains(row.module()))
                    .map(Row::fullName)
                    .toArray(String[]::new);
            return DynamicTest.dynamicTest(
                    module,
                    () -> noClasses()
                            .that()
                            .resideInAnyPackage(fullNames(TABLE.of(module)))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others)
                            .check(CLASSES));
        });
    }

    @Test
    void theTableHasThePackagesThatTheCodeHas() {
        Set<String> stand = new TreeSet<>(TABLE.rows().stream()
                .filter(row -> MODULES.containsKey(row.module()))
                .filter(row -> modules.contains(row.module()))
                .map(Row::fullName)
                .toList());
        Set<String> found = new TreeSet<>();
        for (String module : modules) {
            packagesOf(module).forEach(found::add);
        }
        assertThat(stand).isEqualTo(found);
    }

    @Test
    void whatIsThrownIsARefusalOrANamedDefect() {
        Set<String> refusing = new TreeSet<>();
        modules.stream().filter(REFUSING::contains).forEach(module -> refusing.addAll(packagesOf(module)));
        List<String> others = CLASSES.stream()
                .filter(each -> refusing.contains(each.getPackageName()) && each.isAssignableTo(Throwable.class))
                .filter(each -> !each.isAssignableTo(Refusal.class))
                .map(JavaClass::getName)
                .filter(name -> !DEFECTS.contains(name))
                .toList();
        assertThat(others)
                .as("exceptions that neither HTTP nor the command line can report: let them extend Refusal")
                .isEmpty();
    }

    @Test
    void noRoomHasMoreFilesThanOneCanOversee() {
        for (String module : modules) {
            for (String name : packagesOf(module)) {
                assertThat(files(module, name)).as("files of %s", name).hasSizeLessThanOrEqualTo(MAX_FILES);
            }
        }
    }

    @Test
    void everyPackageSaysWhatItIsForAndWhatMustStayTrue() {
        for (String module : modules) {
            for (String name : packagesOf(module)) {
                assertThat(files(module, name)).as(name).contains("package-info.java");
            }
        }
    }

    @Test
    void filesOfAPackageFormNoNewCircle() throws IOException {
        Set<String> packages = new TreeSet<>();
        modules.forEach(module -> packages.addAll(packagesOf(module)));
        Set<String> found = new LinkedHashSet<>(FileCircles.in(CLASSES));
        found.removeIf(circle -> !packages.contains(circle.substring(0, circle.indexOf(':'))));
        Set<String> frozen = new LinkedHashSet<>(Files.readAllLines(FROZEN));
        frozen.removeIf(line -> !packages.contains(line.substring(0, line.indexOf(':'))));
        assertThat(found)
                .as("circles of files; one that is broken or smaller goes out of %s", FROZEN)
                .containsExactlyInAnyOrderElementsOf(frozen);
    }

    @Test
    void onlyTheAppReadsTheEnvironmentAndHttpStaysInTheApi() {
        noClasses()
                .that()
                .resideInAnyPackage(fullNames(TABLE.of("node").stream()
                        .filter(row -> !row.name().equals("app"))
                        .toList()))
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.openledger.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "jakarta.servlet..")
                .check(CLASSES);
    }

    /** What gives a tensor and is given none has made it: only {@code Tensors} does, so that all of them stand on the device. */
    @Test
    void tensorsAreMadeInOnePlace() {
        DescribedPredicate<JavaMethodCall> making = DescribedPredicate.describe("make a tensor", call -> {
            boolean given = call.getTarget().getRawParameterTypes().stream()
                    .map(JavaClass::getSimpleName)
                    .anyMatch(type -> type.startsWith("Tensor") && !type.equals("TensorOptions"));
            String owner = call.getTargetOwner().getFullName();
            boolean ofArrays = owner.equals("org.bytedeco.pytorch.Tensor")
                    && call.getName().equals("create");
            boolean ofLibtorch = ofArrays || owner.startsWith("org.bytedeco.pytorch.global.");
            return ofLibtorch
                    && !given
                    && call.getTarget().getRawReturnType().getSimpleName().equals("Tensor");
        });
        noClasses()
                .that()
                .resideOutsideOfPackage("org.openledger.tensor")
                .should()
                .callMethodWhere(making)
                .check(CLASSES);
        classes()
                .that()
                .haveSimpleName("Tensors")
                .should()
                .callMethodWhere(making)
                .as("the rule knows what makes a tensor")
                .check(CLASSES);
    }

    @Test
    void nothingIsNamedForWhatItHasNoNameFor() {
        classes()
                .should()
                .haveNameNotMatching(".*\\.(util|utils|common|impl|manager|helper|service)\\..*")
                .andShould()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)$")
                .check(CLASSES);
    }

    /** Sentences say OPEN, by {@code OpenAmount}; gwei are for programs. Names of settings and columns of SQL are no sentences. */
    @Test
    void noSentenceCountsGwei() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : MODULES.keySet()) {
            Path root = ProductClasses.sources(module);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    LITERAL.matcher(Files.readString(file))
                            .results()
                            .map(literal -> literal.group(1))
                            .filter(text -> COUNTS_GWEI.matcher(text).find()
                                    && !NAMES_OF_THE_UNIT.contains(text)
                                    && !text.startsWith("SELECT "))
                            .forEach(text -> found.add(root.relativize(file) + ": " + text));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noTwoTypesShareAName() {
        Set<String> seen = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        for (JavaClass each : CLASSES) {
            boolean top = each.getEnclosingClass().isEmpty()
                    && !each.getSimpleName().equals("package-info")
                    && !each.getPackageName().startsWith("org.openledger.chain.contracts");
            if (top && !seen.add(each.getSimpleName())) {
                twice.add(each.getSimpleName());
            }
        }
        // each program's entry
        twice.remove("Main");
        assertThat(twice).isEmpty();
    }

    private static String[] fullNames(List<Row> rows) {
        return rows.stream().map(Row::fullName).toArray(String[]::new);
    }

    private static Set<String> packagesOf(String module) {
        Path root = ProductClasses.sources(module);
        try (Stream<Path> files = Files.walk(root)) {
            return new TreeSet<>(files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
                    .toList());
        } catch (IOException e) {
            throw new AssertionError("the sources of " + module + " cannot be read", e);
        }
    }

    private static List<String> files(String module, String name) {
        try (Stream<Path> files = Files.list(ProductClasses.sources(module).resolve(name.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("the files of " + name + " cannot be listed", e);
        }
    }
}
