package org.openledger.train.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class ToyCorpusTest {
    @Test
    void theSameSeedGivesTheSameDocuments() {
        assertThat(documents(7)).isEqualTo(documents(7)).isNotEqualTo(documents(8));
    }

    @Test
    void noSlotIsLeftOpen() {
        assertThat(documents(1))
                .allSatisfy(document -> assertThat(document).doesNotContain("{").isNotBlank());
    }

    private static List<String> documents(long seed) {
        ToyCorpus corpus = new ToyCorpus(seed);
        return LongStream.range(0, 3_000).mapToObj(corpus::document).toList();
    }
}
