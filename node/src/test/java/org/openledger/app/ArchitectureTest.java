package org.openledger.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of packages in ARCHITECTURE, literally: a package may use those above it in its module, never those below. */
final class ArchitectureTest {
    private static final String ROOT = "org.openledger.";
    private static final List<String> VERIFIER = List.of("verify");
    private static final List<String> ENGINE = List.of("tensor", "model", "train", "serve", "attribution");
    private static final List<String> NODE = List.of(
            "store",
            "ledger",
            "log",
            "chain",
            "identity",
            "datanet",
            "factory",
            "retrieval",
            "gateway",
            "settlement",
            "agent",
            "api",
            "app");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.openledger");

    @TestFactory
    Stream<DynamicTest> aPackageUsesNoneBelowItself() {
        List<DynamicTest> tests = new ArrayList<>();
        for (List<String> module : List.of(VERIFIER, ENGINE, NODE)) {
            for (int i = 0; i < module.size() - 1; i++) {
                String name = module.get(i);
                String[] below = module.subList(i + 1, module.size()).stream()
                        .map(each -> ROOT + each + "..")
                        .toArray(String[]::new);
                tests.add(DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(ROOT + name + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(below)
                                .allowEmptyShould(true)
                                .check(CLASSES)));
            }
        }
        return tests.stream();
    }

    @Test
    void verifierAndEngineKnowNeitherTheNodeNorEachOther() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(VERIFIER))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(concat(ENGINE, NODE)))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(packages(ENGINE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(concat(VERIFIER, NODE)))
                .check(CLASSES);
    }

    @Test
    void everyPackageStandsInTheTable() {
        Set<String> known = new TreeSet<>(concat(VERIFIER, concat(ENGINE, NODE)));
        Set<String> found = new TreeSet<>();
        CLASSES.forEach(each -> found.add(each.getPackageName()
                .substring(ROOT.length() - 1)
                .replaceFirst("^\\.?", "")
                .replaceFirst("\\..*", "")));
        assertThat(known).containsAll(found);
    }

    @Test
    void onlyTheAppReadsTheEnvironmentAndHttpStaysInTheApi() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(NODE.subList(0, NODE.indexOf("app"))))
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "jakarta.servlet..")
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

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
