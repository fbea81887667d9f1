package org.openledger.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openledger.client.model.PlanChange;
import org.openledger.client.shape.Bounds;
import picocli.CommandLine;

/** The command line asks for all that the API takes, by the same names. */
@Tag("unit")
final class PlanOptionsTest {
    static Stream<String> changeable() {
        return Arrays.stream(PlanChange.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("useDora")); // is never trained
    }

    @ParameterizedTest
    @MethodSource("changeable")
    void eachFieldHasItsOption(String name) throws ReflectiveOperationException {
        PlanOptions options = new PlanOptions();
        CommandLine.populateCommand(options, words(name));
        PlanChange change = options.change().orElseThrow();
        for (RecordComponent each : PlanChange.class.getRecordComponents()) {
            Optional<?> value = (Optional<?>) each.getAccessor().invoke(change);
            assertThat(value.isPresent())
                    .as(each.getName())
                    .isEqualTo(each.getName().equals(name));
        }
    }

    static Stream<String> bounded() {
        return changeable().filter(name -> component(name).isAnnotationPresent(Bounds.class));
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void eachNumberHasTheBoundsOfItsField(String name) {
        Bounds bounds = component(name).getAnnotation(Bounds.class);
        Field field = (Field) CommandLine.Model.CommandSpec.forAnnotatedObject(new PlanOptions())
                .findOption(option(name))
                .userObject();
        Range range = field.getAnnotation(Range.class);
        assertThat(range.min()).isEqualTo(bounds.from());
        assertThat(range.max()).isEqualTo(bounds.to());
    }

    @Test
    void withoutOptionsNothingIsChanged() {
        assertThat(new PlanOptions().change()).isEmpty();
    }

    private static RecordComponent component(String name) {
        return Arrays.stream(PlanChange.class.getRecordComponents())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String option(String name) {
        return "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String[] words(String name) {
        List<String> words = new ArrayList<>();
        words.add(option(name));
        Type of = ((ParameterizedType) component(name).getGenericType()).getActualTypeArguments()[0];
        if (of != Boolean.class) {
            words.add(of instanceof ParameterizedType ? "1,2" : "3");
        }
        return words.toArray(String[]::new);
    }
}
