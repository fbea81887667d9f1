package org.openledger.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes of the product, read once for all tests of a process that look at them: to read them takes ten seconds. */
public final class ProductClasses {
    private static final List<String> MODULES =
            List.of("builder", "verifier", "engine", "client", "node", "cli", "bench");

    /** Those of all modules that are on the class path. */
    public static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("org.openledger")
            .that(DescribedPredicate.describe("of the product", ProductClasses::isOfTheProduct));

    private ProductClasses() {}

    /** Whether a class stands in the sources of a module, or was generated from a contract; tests and their fixtures are neither. */
    private static boolean isOfTheProduct(JavaClass each) {
        JavaClass outer = each;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        Path file = Path.of(outer.getFullName().replace('.', '/') + ".java");
        return outer.getPackageName().equals("org.openledger.chain.contracts")
                || MODULES.stream()
                        .anyMatch(module -> Files.exists(sources(module).resolve(file)));
    }

    /** The folder of a module's sources. */
    static Path sources(String module) {
        return Path.of("..", module, "src", "main", "java");
    }
}
