package org.openledger.attribution.spans;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
            for (int check = 0; check < 2_000; check++) {
                int symbol = random.nextInt(alphabet);
                int low = random.nextInt(sequence.length + 1);
                int end = low + random.nextInt(sequence.length + 1 - low);
                int before = count(sequence, symbol, 0, low);
                int between = count(sequence, symbol, low, end);
                if (counts[symbol] > 0) {
                    long found = ranks.ranks(symbol, low, end);
                    String name = "seed %d, round %d: %d in %d to %d".formatted(seed, round, symbol, low, end);
                    assertThat((int) found - (int) (found >>> 32)).as(name).isEqualTo(between);
                    assertThat(between == 0 || (int) (found >>> 32) == before)
                            .as(name)
                            .isTrue();
                }
            }
        }
    }

    private static int count(int[] sequence, int symbol, int from, int to) {
        return (int)
                Arrays.stream(sequence, from, to).filter(each -> each == symbol).count();
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
