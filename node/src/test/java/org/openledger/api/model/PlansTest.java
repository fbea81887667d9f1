package org.openledger.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openledger.api.http.ApiException;
import org.openledger.client.model.PlanChange;
import org.openledger.client.shape.Bounds;
import org.openledger.factory.FactoryException;
import org.openledger.factory.RunConfiguration;
import org.openledger.model.ModelConfig;
import org.openledger.model.RopeScaling;
import org.openledger.train.LoraConfiguration;

/** What the API says of a plan is what the engine takes. */
@Tag("unit")
final class PlansTest {
    private static final long ROWS = 16;
    private static final ModelConfig SMALL = base(300, 16, 4);
    private static final ModelConfig LARGE = base(262_144, 640, 18);

    /** Zero is the bound that is not reached. */
    private static final Set<String> ABOVE_ZERO = Set.of("peakLearningRate", "dpoBeta", "epochs");

    /** What is beyond has a meaning to the engine, or another one for each base. */
    private static final Set<String> BOUNDED_BY_THE_API = Set.of("alpha", "seed", "epochs");

    static Stream<String> bounded() {
        return Arrays.stream(PlanChange.class.getRecordComponents())
                .filter(each -> each.isAnnotationPresent(Bounds.class))
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("topLayers")); // bounded by the base
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void theBoundsOfTheApiAreTheEngines(String name) throws ReflectiveOperationException {
        Bounds bounds = bounds(name);
        PlanChange least = with(name, bounds.from());
        if (ABOVE_ZERO.contains(name)) {
            assertThatThrownBy(() -> Plans.of(least, SMALL, ROWS)).isInstanceOf(FactoryException.class);
        } else {
            assertThatCode(() -> Plans.of(least, SMALL, ROWS)).doesNotThrowAnyException();
        }
        PlanChange most = with(name, name.equals("peakLearningRate") ? Math.nextDown(1.0) : bounds.to());
        assertThatCode(() -> Plans.of(most, SMALL, ROWS)).doesNotThrowAnyException();
        if (!BOUNDED_BY_THE_API.contains(name)) {
            PlanChange beyond = with(name, name.equals("peakLearningRate") ? 1.0 : bounds.to() + 1);
            assertThatThrownBy(() -> Plans.of(beyond, SMALL, ROWS))
                    .isInstanceOf(FactoryException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void aLargeBaseLearnsMoreSlowlyWhereNothingElseIsAsked() {
        RunConfiguration plan = Plans.of(PlanChange.NONE, LARGE, ROWS);
        assertThat(plan.options().layersToTransform()).isEmpty();
        assertThat(plan.steps()).isEqualTo(48);
        assertThat(plan.peakLearningRate()).isEqualTo(5e-4);
        assertThat(Plans.of(PlanChange.NONE.withTopLayers(2), LARGE, ROWS)
                        .options()
                        .layersToTransform())
                .containsExactly(16, 17);
        assertThatThrownBy(() -> Plans.of(PlanChange.NONE.withTopLayers(19), LARGE, ROWS))
                .hasMessageContaining("topLayers must be 1 to the base's 18 layers");
    }

    @Test
    void manyRowsAStepAreComputedInPieces() {
        assertThat(Plans.of(PlanChange.NONE, SMALL, ROWS).options().gradientAccumulationSteps())
                .isEqualTo(1);
        assertThat(Plans.of(PlanChange.NONE.withBatchRows(70), SMALL, 1000)
                        .options()
                        .gradientAccumulationSteps())
                .isEqualTo(3);
    }

    @Test
    void epochsBecomeTheStepsThatTheRowsTake() throws ReflectiveOperationException {
        assertThat(Plans.of(with("epochs", 3.0), SMALL, 100).steps()).isEqualTo(19); // of 16 rows
    }

    @Test
    void eachRowIsLearntOnceAtLeastWhereNoStepsAreAsked() throws ReflectiveOperationException {
        assertThat(Plans.of(PlanChange.NONE, SMALL, 3_200).steps()).isEqualTo(200); // of 16 rows
        RunConfiguration many = Plans.of(PlanChange.NONE, SMALL, 5_000);
        assertThat(many.steps()).isEqualTo(313);
        assertThat(many.warmupSteps()).isEqualTo(31);
        assertThat(Plans.of(PlanChange.NONE.withBatchRows(50), SMALL, 50_000).steps())
                .isEqualTo(1_000);
        assertThat(Plans.of(PlanChange.NONE, LARGE, 10_000_000_000L).steps()).isEqualTo(LoraConfiguration.MAX_STEPS);
        assertThat(Plans.of(with("steps", 7), SMALL, 5_000).steps()).isEqualTo(7);
    }

    @Test
    void whatIsNotTrainedOrContradictsItselfIsRefused() throws ReflectiveOperationException {
        PlanChange dora = with("useDora", true);
        assertThatThrownBy(() -> Plans.of(dora, SMALL, ROWS))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("DoRA is not trained here");
        PlanChange both = with(Map.of("epochs", 1.0, "steps", 3));
        assertThatThrownBy(() -> Plans.of(both, SMALL, ROWS)).hasMessageContaining("not both");
        PlanChange layers = with(Map.of("topLayers", 1, "layersToTransform", List.of(0)));
        assertThatThrownBy(() -> Plans.of(layers, SMALL, ROWS)).hasMessageContaining("not both");
        PlanChange beta = with(Map.of("dpoBeta", 0.5));
        assertThatThrownBy(() -> Plans.of(beta, SMALL, ROWS)).hasMessageContaining("dpoBeta is of the recipe dpo");
    }

    private static Bounds bounds(String name) {
        return Arrays.stream(PlanChange.class.getRecordComponents())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getAnnotation(Bounds.class);
    }

    /** One field, with those beside it that it needs. */
    private static PlanChange with(String name, Object value) throws ReflectiveOperationException {
        Map<String, Object> values = new HashMap<>(Map.of(name, value));
        if (name.equals("warmupSteps")) {
            values.put("steps", 100_000);
        }
        if (name.equals("dpoBeta")) {
            values.put("recipe", "dpo");
        }
        return with(values);
    }

    private static PlanChange with(Map<String, Object> values) throws ReflectiveOperationException {
        RecordComponent[] components = PlanChange.class.getRecordComponents();
        Object[] arguments = Arrays.stream(components)
                .map(each -> Optional.ofNullable(values.get(each.getName())).map(value -> as(each, value)))
                .toArray();
        return PlanChange.class
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new))
                .newInstance(arguments);
    }

    private static Object as(RecordComponent component, Object value) {
        Object of = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        if (value instanceof Number number && of == Integer.class) {
            return number.intValue();
        }
        if (value instanceof Number number && of == Long.class) {
            return number.longValue();
        }
        return value;
    }

    private static ModelConfig base(int vocabulary, int width, int layers) {
        return new ModelConfig(
                vocabulary,
                width,
                layers,
                4,
                1,
                256,
                2048,
                32_768,
                1e-6,
                10_000,
                new RopeScaling.None(),
                true,
                OptionalInt.empty(),
                Set.of());
    }
}
