package org.openledger.attribution.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.attribution.spans.file.SpanIndexException;

@Tag("unit")
public final class SpanIndexTest {
    @TempDir
    Path folder;

    private SpanIndex index(List<IndexedRow> rows) {
        Path file = folder.resolve("rows.spans");
        SpanIndex.build(rows, file);
        return SpanIndex.open(file);
    }

    public static IndexedRow row(int number, String contributor, int... ids) {
        return new IndexedRow(ids, "%064x".formatted(number), contributor);
    }

    @Test
    void agreesWithTheDefinitionOnTwentyThousandRandomCases() {
        long seed = 412026;
        Random random = new Random(seed);
        int cases = 0;
        while (cases < 20_000) {
            List<IndexedRow> rows = randomRows(random);
            BruteForce reference = new BruteForce(rows);
            try (SpanIndex index = index(rows)) {
                for (int query = 0; query < 100; query++, cases++) {
                    int[] answer = randomAnswer(random, rows);
                    int minLength = 1 + random.nextInt(4);
                    assertSame(reference, index, answer, minLength, "seed " + seed + ", case " + cases);
                }
            }
        }
    }

    private static void assertSame(BruteForce reference, SpanIndex index, int[] answer, int minLength, String name) {
        List<Span> spans = index.match(answer, minLength);
        List<BruteForce.Expected> found = spans.stream()
                .map(span -> new BruteForce.Expected(
                        span.start(), span.length(), span.count(), span.leaves(), new HashSet<>(span.contributors())))
                .toList();
        assertThat(found).as("%s: %s", name, Arrays.toString(answer)).isEqualTo(reference.match(answer, minLength));
        for (Span span : spans) {
            assertThat(span.contributors()).doesNotHaveDuplicates();
            assertThat(span.holders())
                    .allMatch(holder -> reference.holds(holder.row().leaf(), answer, span.start(), span.length()));
        }
    }

    static List<IndexedRow> randomRows(Random random) {
        int alphabet = 1 + random.nextInt(random.nextBoolean() ? 3 : 12);
        int rows = random.nextInt(24);
        List<IndexedRow> made = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            int[] ids = r > 0 && random.nextInt(4) == 0
                    ? made.get(random.nextInt(r)).ids()
                    : random.ints(random.nextInt(20), 0, alphabet).toArray();
            made.add(row(r, "c" + random.nextInt(1 + random.nextInt(8)), ids));
        }
        return made;
    }

    static int[] randomAnswer(Random random, List<IndexedRow> rows) {
        List<Integer> answer = new ArrayList<>();
        int parts = random.nextInt(4);
        for (int part = 0; part < parts; part++) {
            if (!rows.isEmpty() && random.nextBoolean()) {
                int[] ids = rows.get(random.nextInt(rows.size())).ids();
                int from = random.nextInt(ids.length + 1);
                int to = from + random.nextInt(ids.length - from + 1);
                Arrays.stream(ids, from, to).forEach(answer::add);
            } else {
                random.ints(random.nextInt(8), 0, 14).forEach(answer::add);
            }
        }
        return answer.stream().mapToInt(i -> i).toArray();
    }

    /** Long intervals of ranks, so that the summaries above the blocks answer, not the scan of the edges. */
    @Test
    void agreesWithTheDefinitionWhereSpansAreFrequent() {
        long seed = 77;
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            List<IndexedRow> rows = new ArrayList<>();
            for (int r = 0; r < 1_500; r++) {
                int[] ids = random.ints(random.nextInt(12), 0, 2 + round % 3).toArray();
                rows.add(row(r, "c" + (r % 7 == 0 ? random.nextInt(40) : r / 400), ids));
            }
            BruteForce reference = new BruteForce(rows);
            try (SpanIndex index = index(rows)) {
                for (int query = 0; query < 6; query++) {
                    int[] answer = random.ints(24, 0, 2 + round % 3).toArray();
                    assertSame(reference, index, answer, 1, "seed " + seed + ", round " + round);
                    int[] few = random.ints(2, 0, 2 + round % 3).toArray();
                    assertSame(reference, index, few, 1, "seed " + seed + ", round " + round);
                }
            }
        }
    }

    @Test
    void noSpanCrossesARow() {
        try (SpanIndex index = index(List.of(row(1, "a", 5, 6), row(2, "a", 7, 8)))) {
            assertThat(index.match(new int[] {5, 6, 7, 8}, 1))
                    .extracting(Span::start, Span::length)
                    .containsExactly(tuple(0, 2), tuple(2, 2));
        }
    }

    @Test
    void answersOfOneTokenNoTokenAndUnknownTokens() {
        try (SpanIndex index = index(List.of(row(1, "a", 5, 6, 5), row(2, "b", 5)))) {
            assertThat(index.match(new int[0], 1)).isEmpty();
            assertThat(index.match(new int[] {9_000_000}, 1)).isEmpty();
            assertThat(index.match(new int[] {4}, 1)).isEmpty();
            Span only = index.match(new int[] {5}, 1).getFirst();
            assertThat(only.count()).isEqualTo(3);
            assertThat(only.contributors()).containsExactly("a", "b");
        }
    }

    @Test
    void anIndexOfNoRowsMatchesNothing() {
        try (SpanIndex index = index(List.of())) {
            assertThat(index.match(new int[] {1, 2, 3}, 1)).isEmpty();
            assertThat(index.rows()).isZero();
        }
    }

    @Test
    void oneTokenRepeatedInRowsAndAnswerStaysBounded() {
        List<IndexedRow> rows = new ArrayList<>();
        for (int r = 0; r < 50; r++) {
            rows.add(row(r, "c" + r % 3, new int[1_000]));
        }
        try (SpanIndex index = index(rows)) {
            List<Span> spans = index.match(new int[100_000], 5);
            assertThat(spans).hasSize(99_001);
            assertThat(spans.getFirst().length()).isEqualTo(1_000);
            assertThat(spans.getFirst().count()).isEqualTo(50);
            assertThat(spans.getFirst().leaves())
                    .containsExactly(
                            row(0, "c").leaf(),
                            row(1, "c").leaf(),
                            row(2, "c").leaf(),
                            row(3, "c").leaf(),
                            row(4, "c").leaf());
        }
    }

    @Test
    void aLongAnswerOfOrdinaryRepeatsStaysBounded() {
        Random random = new Random(3);
        int[] phrase = random.ints(300, 0, 50).toArray();
        List<IndexedRow> rows = new ArrayList<>();
        for (int r = 0; r < 400; r++) {
            rows.add(row(r, "c" + r % 20, phrase));
        }
        int[] answer = new int[100_000];
        Arrays.setAll(answer, i -> phrase[i % phrase.length]);
        try (SpanIndex index = index(rows)) {
            List<Span> spans = index.match(answer, 8);
            assertThat(spans)
                    .hasSize(334)
                    .allMatch(span -> span.count() == 400 && span.contributors().size() == 20);
        }
    }

    @Test
    void theSameRowsGiveTheSameBytesAndDigest() throws Exception {
        List<IndexedRow> rows = List.of(row(1, "a", 1, 2, 3), row(2, "b", 2, 3));
        String first = SpanIndex.build(rows, folder.resolve("first"));
        String second = SpanIndex.build(rows, folder.resolve("second"));
        assertThat(first).isEqualTo(second);
        assertThat(folder.resolve("first")).hasSameBinaryContentAs(folder.resolve("second"));
        byte[] head = Arrays.copyOf(Files.readAllBytes(folder.resolve("first")), 2016);
        assertThat(first)
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(head)));
        try (SpanIndex index = SpanIndex.open(folder.resolve("first"))) {
            assertThat(index.digest()).isEqualTo(first);
        }
        assertThat(SpanIndex.build(List.of(rows.getFirst()), folder.resolve("third")))
                .isNotEqualTo(first);
    }

    @Test
    void givesBackTheRows() {
        List<IndexedRow> rows = List.of(row(7, "é", 70_000, 2), row(8, "b"), row(9, "é", 1));
        try (SpanIndex index = index(rows)) {
            assertThat(index.rows()).isEqualTo(3);
            assertThat(index.contributors()).containsExactly("é", "b");
            for (int r = 0; r < 3; r++) {
                assertThat(index.ids(r)).isEqualTo(rows.get(r).ids());
                assertThat(index.leaf(r)).isEqualTo(rows.get(r).leaf());
                assertThat(index.contributor(r)).isEqualTo(rows.get(r).contributor());
            }
            assertThat(index.rowsWith(2)).containsExactly(0);
            assertThat(index.occurrences(1)).isOne();
            assertThat(index.occurrences(Integer.MAX_VALUE)).isZero();
        }
    }

    @Test
    void aTokenSaysAsMuchAsItIsRareAndAnUnknownOneNothing() {
        Path file = folder.resolve("said");
        String digest = SpanIndex.build(List.of(row(1, "ada", 1, 1, 1, 1), row(2, "ben", 1, 1, 2, 3)), file);
        try (SpanIndex index = SpanIndex.open(file, digest)) {
            assertThat(index.informationBits(new int[] {2, 3, 1, 99}))
                    .usingComparatorWithPrecision(1e-12)
                    .containsExactly(3, 3, Math.log(8.0 / 6) / Math.log(2), 0);
        }
    }

    @Test
    void anIndexOfOtherRowsIsRefused() {
        Path file = folder.resolve("older");
        String older = SpanIndex.build(List.of(row(1, "ada", 1, 2)), file);
        SpanIndex.build(List.of(row(1, "ada", 1, 2), row(2, "ada", 3)), file);
        assertThatThrownBy(() -> SpanIndex.open(file, older))
                .isInstanceOf(SpanIndexException.class)
                .hasMessageContaining("other rows");
    }

    @Test
    void refusesWhatIsNoRowAndNoQuestion() {
        assertThatThrownBy(() -> row(1, "a", -1))
                .isInstanceOf(SpanIndexException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> row(1, "")).isInstanceOf(SpanIndexException.class);
        assertThatThrownBy(() -> new IndexedRow(new int[0], "AB", "a")).isInstanceOf(SpanIndexException.class);
        try (SpanIndex index = index(List.of(row(1, "a", 1)))) {
            assertThatThrownBy(() -> index.match(new int[] {-1}, 1)).isInstanceOf(SpanIndexException.class);
            assertThatThrownBy(() -> index.match(new int[] {1}, 0)).isInstanceOf(SpanIndexException.class);
            assertThatThrownBy(() -> index.match(new int[SpanIndex.MAX_ANSWER_TOKENS + 1], 1))
                    .isInstanceOf(SpanIndexException.class);
        }
    }
}
