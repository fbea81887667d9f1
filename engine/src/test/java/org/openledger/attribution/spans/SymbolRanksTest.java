package org.openledger.attribution.spans;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SymbolRanksTest {
    @TempDir
    Path folder;

    @Test
    void everyRankIsThatOfCounting() throws Exception {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            int alphabet = 1 + random.nextInt(round % 2 == 0 ? 4 : 60);
            int[] sequence = new int[random.nextInt(3_000)];
            for (int i = 0; i < sequence.length; i++) {
                sequence[i] = random.nextInt(1 + random.nextInt(alphabet));
            }
            int[] counts = new int[alphabet];
            for (int symbol : sequence) {
                counts[symbol]++;
            }
            SymbolRanks ranks = new SymbolRanks(written(sequence, counts), counts);
            int[] seen = new int[alphabet];
            for (int place = 0; place <= sequence.length; place++) {
                for (int symbol = 0; symbol < alphabet; symbol++) {
                    if (counts[symbol] > 0 && (place + symbol) % 7 == 0) {
                        assertThat(ranks.rank(symbol, place))
                                .as("seed %d, round %d: symbol %d before %d", seed, round, symbol, place)
                                .isEqualTo(seen[symbol]);
                    }
                }
                if (place < sequence.length) {
                    seen[sequence[place]]++;
                }
            }
        }
    }

    private MemorySegment written(int[] sequence, int[] counts) throws Exception {
        Path file = folder.resolve("ranks");
        try (IndexFile.Writer out = new IndexFile.Writer(file)) {
            SymbolRanks.write(out, sequence, counts);
            out.end(Section.BUCKETS);
            byte[] bytes = Files.readAllBytes(folder.resolve("ranks.unfinished"));
            assertThat(bytes.length - IndexHeader.BYTES).isEqualTo((int) SymbolRanks.bytesFor(counts));
            return MemorySegment.ofArray(bytes).asSlice(IndexHeader.BYTES);
        }
    }
}
