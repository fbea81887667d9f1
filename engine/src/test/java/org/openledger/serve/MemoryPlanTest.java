package org.openledger.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.KvCache;
import org.openledger.model.ModelConfig;
import org.openledger.model.TinyModel;
import org.openledger.model.WeightType;
import org.openledger.model.file.ModelException;

@Tag("unit")
final class MemoryPlanTest {
    private static final int ROWS = 4;
    private static final Path FOLDER = Path.of("base");

    private static ModelConfig model;
    private static long page;
    private static long adapters;

    @BeforeAll
    static void load(@TempDir Path folder) throws IOException {
        try (BaseModel base = TinyModel.load(folder, 1)) {
            model = base.config();
        }
        page = KvCache.pageBytes(model);
        adapters = Limits.adapterBytes(model, ROWS);
    }

    private static MemoryPlan.Asked asked(OptionalInt context, OptionalLong cache) {
        return new MemoryPlan.Asked(Optional.empty(), ROWS, 8, context, 64, cache, 1 << 20);
    }

    /** What is free beside weights and adapters. */
    private static OptionalLong free(WeightType type, long rest) {
        return OptionalLong.of(type.bytes(model) + adapters + rest);
    }

    @Test
    void theModelsOwnContextWhereThereIsRoom() {
        MemoryPlan plan =
                MemoryPlan.of(FOLDER, model, asked(OptionalInt.empty(), OptionalLong.empty()), OptionalLong.empty());
        assertThat(plan.type()).isEqualTo(WeightType.F32);
        assertThat(plan.limits().contextTokens()).isEqualTo(model.maximumPositions());
        assertThat(plan.limits().cachePages()).isEqualTo(ROWS * KvCache.pages(model.maximumPositions()));
    }

    @Test
    void pagesGetHalfOfWhatIsLeft() {
        int context = KvCache.pages(model.maximumPositions());
        MemoryPlan plan = MemoryPlan.of(
                FOLDER,
                model,
                asked(OptionalInt.empty(), OptionalLong.empty()),
                free(WeightType.F32, 2L * (context + 1) * page));
        assertThat(plan.limits().cachePages()).isEqualTo(context + 1);
        assertThat(plan.limits().contextTokens()).isEqualTo(model.maximumPositions());
    }

    @Test
    void weightsBecomeSmallerBeforeTheContextThatWasAskedForDoes() {
        MemoryPlan plan = MemoryPlan.of(
                FOLDER, model, asked(OptionalInt.of(64), OptionalLong.empty()), free(WeightType.F32, 2 * 4 * page - 1));
        assertThat(plan.type()).isEqualTo(WeightType.BF16);
        assertThat(plan.limits().contextTokens()).isEqualTo(64);
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheSum() {
        assertThatThrownBy(() -> MemoryPlan.of(
                        FOLDER,
                        model,
                        asked(OptionalInt.of(64), OptionalLong.empty()),
                        free(WeightType.BF16, 2 * 4 * page - 1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("of weights")
                .hasMessageContaining("one context of 64 tokens");
        assertThatThrownBy(() -> MemoryPlan.of(
                        FOLDER, model, asked(OptionalInt.of(64), OptionalLong.of(4 * page - 1)), OptionalLong.empty()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("serving.cache_mebibytes");
    }

    @Test
    void severalModelsShareWhatIsFreeAndNoneTakesWhatAnotherNeeds() {
        Map<String, Path> folders = Map.of("one", FOLDER, "two", FOLDER);
        Map<String, ModelConfig> models = Map.of("one", model, "two", model);
        MemoryPlan.Asked asked = asked(OptionalInt.of(64), OptionalLong.empty());
        long needed = WeightType.BF16.bytes(model) + adapters + 2 * 4 * page;
        for (long free : new long[] {2 * needed, 3 * needed, 10 * needed}) {
            long taken = MemoryPlan.of(folders, models, asked, OptionalLong.of(free)).values().stream()
                    .mapToLong(plan ->
                            plan.type().bytes(model) + adapters + plan.limits().cachePages() * page)
                    .sum();
            assertThat(taken).isLessThanOrEqualTo(free);
        }
        assertThatThrownBy(() -> MemoryPlan.of(folders, models, asked, OptionalLong.of(2 * needed - 1)))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void aBoundOnThePagesIsHeld() {
        MemoryPlan plan = MemoryPlan.of(
                FOLDER, model, asked(OptionalInt.of(64), OptionalLong.of(5 * page)), OptionalLong.empty());
        assertThat(plan.limits().cachePages()).isEqualTo(5);
    }
}
