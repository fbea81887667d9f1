package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ToyCorpusTest {
    @Test
    void theSameSeedGivesTheSameExamples() {
        assertThat(examples(7)).isEqualTo(examples(7)).isNotEqualTo(examples(8));
    }

    @Test
    void noSlotIsLeftOpen() {
        assertThat(examples(1)).allSatisfy(example -> {
            assertThat(example.instruction()).doesNotContain("{");
            assertThat(example.response()).doesNotContain("{").isNotBlank();
        });
    }

    private static List<ToyCorpus.Example> examples(long seed) {
        return ToyCorpus.examples(seed).limit(5_000).toList();
    }
}
