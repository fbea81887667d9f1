package org.openledger.attribution.spans.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
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
            HuffmanTree tree = new HuffmanTree(counts);
            MemorySegment bytes = written(sequence, tree, round % 2 == 0);
            SymbolRanks ranks = round % 2 == 0 ? SymbolRanks.packed(bytes, tree) : SymbolRanks.plain(bytes, tree);
            for (int place = 0; place < sequence.length && tree.nodes() > 0; place++) {
                long found = ranks.symbolAndRank(place);
                assertThat((int) (found >>> 32)).isEqualTo(sequence[place]);
                assertThat((int) found).isEqualTo(count(sequence, sequence[place], 0, place));
            }
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

    private MemorySegment written(int[] sequence, HuffmanTree tree, boolean packed) throws Exception {
        return written(SymbolRanks.bitsOf(sequence, tree), tree.bits(), packed);
    }

    private MemorySegment written(long[] bits, long count, boolean packed) throws Exception {
        Path file = folder.resolve("ranks");
        try (IndexFile.Writer out = new IndexFile.Writer(file)) {
            if (packed) {
                PackedBits.write(out, bits, count);
            } else {
                PlainBits.write(out, bits, count);
            }
            out.end(Section.BUCKETS);
            byte[] bytes = Files.readAllBytes(folder.resolve("ranks.unfinished"));
            return MemorySegment.ofArray(bytes).asSlice(IndexHeader.BYTES);
        }
    }

    @Test
    void everyRankOfBitsIsThatOfCountingWhateverTheirDensity() throws Exception {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            int count = random.nextInt(9_000);
            double density = round % 3 == 0 ? random.nextDouble() : round % 3 == 1 ? 0.02 : 0.99;
            long[] bits = new long[count / 64 + 1];
            for (int i = 0; i < count; i++) {
                bits[i / 64] |= random.nextDouble() < density ? 1L << i : 0;
            }
            BitRanks plain = new PlainBits(written(bits, count, false));
            BitRanks packed = new PackedBits(written(bits, count, true), count);
            int ones = 0;
            for (int i = 0; i <= count; i++) {
                int bit = (int) (bits[i / 64] >>> i & 1);
                String name = "seed %d, round %d, bit %d".formatted(seed, round, i);
                assertThat(plain.ones(i)).as(name).isEqualTo(ones);
                assertThat(packed.ones(i)).as(name).isEqualTo(ones);
                if (i < count) {
                    assertThat(plain.onesAndBit(i)).as(name).isEqualTo(2L * ones + bit);
                    assertThat(packed.onesAndBit(i)).as(name).isEqualTo(2L * ones + bit);
                }
                ones += bit;
            }
        }
    }
}
