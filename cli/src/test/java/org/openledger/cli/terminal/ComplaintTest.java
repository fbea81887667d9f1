package org.openledger.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openledger.house.ProductClasses;
import org.openledger.store.Refusal;

@Tag("unit")
final class ComplaintTest {
    private static final String WHAT = "what was wrong";

    @ParameterizedTest
    @MethodSource("exceptions")
    void everyExceptionOfTheProductIsOneSentence(Class<? extends Exception> type) throws Exception {
        String said = Complaint.of(instance(type)).toString();
        assertThat(said).startsWith("openledger: ").doesNotContain("defect").doesNotContain("\n");
    }

    /** Those of the modules that know no refusals; one that never leaves its class is the rules' of the house. */
    static Stream<Class<? extends Exception>> exceptions() {
        List<Class<? extends Exception>> found = ProductClasses.ALL.stream()
                .filter(each -> each.isAssignableTo(Exception.class)
                        && each.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::reflect)
                .<Class<? extends Exception>>map(type -> type.asSubclass(Exception.class))
                .toList();
        assertThat(found).hasSizeGreaterThan(15);
        return found.stream();
    }

    private static Exception instance(Class<? extends Exception> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                    .map(ComplaintTest::argument)
                    .toArray();
            if (Arrays.stream(arguments).noneMatch(Object.class::equals)) {
                constructor.setAccessible(true);
                return (Exception) constructor.newInstance(arguments);
            }
        }
        throw new AssertionError(type + " cannot be made here: name its parameters' types in this test");
    }

    private static Object argument(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == String.class) {
            return WHAT;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == Refusal.Reason.class) {
            return Refusal.Kind.CONFLICT.at("field");
        }
        return Throwable.class.isAssignableFrom(type) ? new IOException(WHAT) : Object.class;
    }

    @Test
    void filesAreNamed() {
        assertThat(Complaint.of(new NoSuchFileException("rows.jsonl")))
                .hasToString("openledger: rows.jsonl is missing");
        assertThat(Complaint.of(new AccessDeniedException("key")).toString()).contains("key", "may not");
        assertThat(Complaint.of(new FileNotFoundException("x is a directory")).toString())
                .contains("x is a directory");
    }

    @Test
    void aDefectIsOneSentenceAndItsTraceIsInAFile() throws IOException {
        String said = Complaint.of(new IllegalStateException("what must not be\n\tat here"))
                .toString();
        assertThat(said).startsWith("openledger: ").contains("defect").doesNotContain("\n", "\t");
        Path file = Path.of(said.replaceFirst(".* are in ", "").replaceFirst(": please.*", ""));
        assertThat(file).content().contains("what must not be", "\tat " + ComplaintTest.class.getName());
        Files.delete(file);
    }
}
