package org.openledger.attribution.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.attribution.spans.file.Tier;

@Tag("unit")
final class SpanFolderTest {
    private static final String TOKENIZER = "ab".repeat(32);

    @TempDir
    Path folder;

    private Path corpus() {
        return folder.resolve("corpus");
    }

    private SpanFolder index(Path place, List<IndexedRow> rows, Tier tier, int shardTokens) {
        append(place, rows, tier, shardTokens);
        return SpanFolder.open(place);
    }

    private static void append(Path place, List<IndexedRow> rows, Tier tier, int shardTokens) {
        SpanFolderBuilder builder = new SpanFolderBuilder(place, TOKENIZER, tier, shardTokens);
        rows.forEach(row -> builder.add(row.ids(), row.contributor()));
        builder.finish();
    }

    private SpanFolder index(int[]... rows) {
        return index(Tier.FAST, rows);
    }

    private SpanFolder index(Tier tier, int[]... rows) {
        List<IndexedRow> made = new ArrayList<>();
        for (int[] ids : rows) {
            made.add(SpanIndexTest.row(made.size(), "c" + made.size() % 3, ids));
        }
        return index(corpus(), made, tier, SpanFolderBuilder.MAX_SHARD_TOKENS);
    }

    @Test
    void agreesWithTheDefinitionOnRandomCases() {
        agree(20261121, 10_000);
    }

    @Test
    @Tag("campaign")
    void agreesWithTheDefinitionOnAHundredThousandRandomCases() {
        agree(new Random().nextLong(), 100_000);
    }

    private void agree(long seed, int cases) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int done = 0, round = 0; done < cases; round++) {
            List<IndexedRow> rows = SpanIndexTest.randomRows(random);
            BruteForce reference = new BruteForce(rows);
            int shardTokens = random.nextBoolean() ? SpanFolderBuilder.MAX_SHARD_TOKENS : 1 + random.nextInt(80);
            Tier tier = random.nextBoolean() ? Tier.FAST : Tier.COMPACT;
            Path place = folder.resolve("corpus" + round);
            int first = random.nextInt(rows.size() + 1);
            append(place, rows.subList(0, first), Tier.FAST, shardTokens); // a folder may have both tiers
            try (SpanFolder index = index(place, rows.subList(first, rows.size()), tier, shardTokens)) {
                for (int query = 0; query < 100; query++, done++) {
                    int[] answer = SpanIndexTest.randomAnswer(random, rows);
                    int minLength = 1 + random.nextInt(4);
                    assertThat(expected(index.match(answer, minLength)))
                            .as("seed %d, case %d: %s", seed, done, Arrays.toString(answer))
                            .isEqualTo(withoutLeaves(reference.match(answer, minLength)));
                }
            }
        }
    }

    private static List<BruteForce.Expected> expected(List<CorpusSpan> spans) {
        return spans.stream()
                .map(span -> new BruteForce.Expected(
                        span.start(),
                        span.length(),
                        Math.toIntExact(span.count()),
                        List.of(),
                        new HashSet<>(span.contributors())))
                .toList();
    }

    private static List<BruteForce.Expected> withoutLeaves(List<BruteForce.Expected> spans) {
        return spans.stream()
                .map(span -> new BruteForce.Expected(
                        span.start(), span.length(), span.count(), List.of(), span.contributors()))
                .toList();
    }

    @Test
    void answersOfNoTokenOneTokenAndUnknownTokens() {
        try (SpanFolder index = index(new int[] {5, 6, 5}, new int[] {5}, new int[0])) {
            assertThat(index.match(new int[0], 1)).isEmpty();
            assertThat(index.match(new int[] {4}, 1)).isEmpty();
            assertThat(index.match(new int[] {9_000_000}, 1)).isEmpty();
            CorpusSpan only = index.match(new int[] {5}, 1).getFirst();
            assertThat(only.count()).isEqualTo(3);
            assertThat(only.contributors()).containsExactly("c0", "c1");
            assertThat(only.bits()).isCloseTo(Math.log(4.0 / 3) / Math.log(2), within(1e-12));
        }
    }

    @Test
    void aCorpusOfNoRowsMatchesNothing() {
        try (SpanFolder index = index()) {
            assertThat(index.match(new int[] {1, 2, 3}, 1)).isEmpty();
        }
    }

    @Test
    void oneTokenRepeatedInRowsAndALongAnswerStaysBounded() {
        int[][] rows = new int[50][1_000];
        try (SpanFolder index = index(rows)) {
            List<CorpusSpan> spans = index.match(new int[100_000], 5);
            assertThat(spans).hasSize(99_001).allMatch(span -> span.length() == 1_000 && span.count() == 50);
            assertThat(Arrays.stream(SpanCredits.of(spans, 100_000)).sum()).isCloseTo(100_000, within(1e-3));
        }
    }

    @Test
    void aLongAnswerOfOrdinaryRepeatsStaysBounded() {
        Random random = new Random(3);
        int[] phrase = random.ints(300, 0, 50).toArray();
        int[][] rows = new int[400][];
        Arrays.fill(rows, phrase);
        int[] answer = new int[100_000];
        Arrays.setAll(answer, i -> phrase[i % phrase.length]);
        try (SpanFolder index = index(rows)) {
            assertThat(index.match(answer, 8))
                    .hasSize(334)
                    .allMatch(span -> span.count() == 400 && span.contributors().size() == 3);
        }
    }

    @Test
    @Tag("campaign")
    void aMillionEqualRowsAreCountedWithTheirContributors() {
        aMillionEqualRows(false);
    }

    @Test
    @Tag("campaign")
    void theCompactTierCountsAMillionEqualRowsWithTheirContributors() {
        aMillionEqualRows(true);
    }

    private void aMillionEqualRows(boolean compact) {
        SpanFolderBuilder builder = new SpanFolderBuilder(corpus(), TOKENIZER, compact);
        for (int row = 0; row < 1_000_000; row++) {
            builder.add(new int[] {7, 8, 9, 7, 8, 10, 11, 12}, "c" + row % 40);
        }
        builder.finish();
        try (SpanFolder index = SpanFolder.open(corpus())) {
            CorpusSpan whole =
                    index.match(new int[] {7, 8, 9, 7, 8, 10, 11, 12}, 1).getFirst();
            assertThat(whole.length()).isEqualTo(8);
            assertThat(whole.count()).isEqualTo(1_000_000);
            assertThat(whole.contributors()).hasSize(40);
            CorpusSpan twice = index.match(new int[] {7, 8}, 1).getFirst();
            assertThat(twice.count()).isEqualTo(2_000_000);
        }
    }

    @Test
    void rowsAreAppendedWithoutTouchingTheOldShards() throws Exception {
        index(new int[] {1, 2, 3, 4}).close();
        Path first = corpus().resolve("shard-00001.spans");
        byte[] before = Files.readAllBytes(first);
        try (SpanFolder index = index(new int[] {2, 3, 4, 5})) {
            assertThat(first).hasBinaryContent(before);
            assertThat(index.shards()).isEqualTo(2);
            assertThat(index.match(new int[] {1, 2, 3, 4, 5}, 1))
                    .extracting(CorpusSpan::start, CorpusSpan::length, CorpusSpan::count)
                    .containsExactly(tuple(0, 4, 1L), tuple(1, 4, 1L));
            assertThat(index.match(new int[] {2, 3, 4}, 1).getFirst().count()).isEqualTo(2);
        }
    }

    @Test
    void anUnfinishedBuildLeavesTheOldIndex() {
        index(new int[] {1, 2}).close();
        SpanFolderBuilder unfinished = new SpanFolderBuilder(corpus(), TOKENIZER, Tier.FAST, 2);
        unfinished.add(new int[] {3, 4}, "a");
        unfinished.add(new int[] {3, 4}, "a");
        try (SpanFolder index = SpanFolder.open(corpus())) {
            assertThat(index.match(new int[] {3, 4}, 1)).isEmpty();
        }
    }

    @Test
    void theCompactTierAnswersOfNoTokenOneTokenUnknownTokensAndRepeats() {
        try (SpanFolder index = index(Tier.COMPACT, new int[] {5, 6, 5}, new int[] {5}, new int[0], new int[300])) {
            assertThat(index.match(new int[0], 1)).isEmpty();
            assertThat(index.match(new int[] {4}, 1)).isEmpty();
            assertThat(index.match(new int[] {9_000_000}, 1)).isEmpty();
            CorpusSpan only = index.match(new int[] {5}, 1).getFirst();
            assertThat(only.count()).isEqualTo(3);
            assertThat(only.contributors()).containsExactly("c0", "c1");
            assertThat(index.match(new int[1_000], 5)).hasSize(701).allMatch(span -> span.length() == 300);
        }
        try (SpanFolder index = index(folder.resolve("none"), List.of(), Tier.COMPACT, 100)) {
            assertThat(index.match(new int[] {1, 2, 3}, 1)).isEmpty();
        }
    }

    /** Long intervals of ranks, so that the summaries above the blocks answer, not the scan of the edges. */
    @Test
    void bothTiersAgreeWithTheDefinitionWhereSpansAreFrequent() {
        long seed = 78;
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            List<IndexedRow> rows = new ArrayList<>();
            for (int r = 0; r < 1_500; r++) {
                int[] ids = random.ints(random.nextInt(40), 0, 2 + round % 3).toArray();
                rows.add(SpanIndexTest.row(r, "c" + (r % 7 == 0 ? random.nextInt(40) : r / 400), ids));
            }
            BruteForce reference = new BruteForce(rows);
            for (Tier tier : List.of(Tier.FAST, Tier.COMPACT)) {
                try (SpanFolder index = index(folder.resolve(tier + "-" + round), rows, tier, 1 << 20)) {
                    for (int query = 0; query < 6; query++) {
                        int[] answer =
                                random.ints(2 + 4 * query, 0, 2 + round % 3).toArray();
                        assertThat(expected(index.match(answer, 1)))
                                .as("seed %d, round %d, %s", seed, round, tier)
                                .isEqualTo(withoutLeaves(reference.match(answer, 1)));
                    }
                }
            }
        }
    }

    @Test
    void everyFlippedByteOfEveryFileIsRefused() throws Exception {
        index(new int[] {3, 1, 4, 1, 5}, new int[] {9, 2, 6, 3, 1, 4}).close();
        index(Tier.COMPACT, new int[] {3, 1, 4, 1, 5}, new int[] {9, 2, 6, 3, 1, 4})
                .close();
        for (String name : List.of("spans.list", "shard-00001.spans", "shard-00002.spans")) {
            Path file = corpus().resolve(name);
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= 0x10;
                Files.write(file, flipped);
                assertThatThrownBy(() -> SpanFolder.open(corpus()))
                        .as("%s, byte %d", name, at)
                        .isInstanceOf(SpanIndexException.class)
                        .hasMessageContaining(name);
            }
            Files.write(file, whole);
        }
    }

    @Test
    void anotherShardUnderAListedNameIsRefused() throws Exception {
        index(new int[] {1, 2}).close();
        index(folder.resolve("other"), List.of(SpanIndexTest.row(1, "a", 1, 2)), Tier.FAST, 100)
                .close();
        Files.copy(
                folder.resolve("other").resolve("shard-00001.spans"),
                corpus().resolve("shard-00001.spans"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> SpanFolder.open(corpus()))
                .isInstanceOf(SpanIndexException.class)
                .hasMessageContaining("is not the shard");
    }

    @Test
    void aFolderWithoutAnIndexIsNamed() {
        assertThatThrownBy(() -> SpanFolder.open(folder.resolve("absent")))
                .isInstanceOf(SpanIndexException.class)
                .hasMessageContaining("absent holds no span index");
    }

    @Test
    void anotherTokenizersRowsAreRefused() {
        index(new int[] {1, 2}).close();
        assertThatThrownBy(() -> new SpanFolderBuilder(corpus(), "cd".repeat(32), false))
                .isInstanceOf(SpanIndexException.class)
                .hasMessageContaining("is an index of the tokenizer abab");
    }

    @Test
    void creditsAreTheCoveredTokensAndBoilerplateGetsLittle() {
        CorpusSpan rare = new CorpusSpan(0, 4, 1, List.of("a"), 40);
        CorpusSpan common = new CorpusSpan(2, 4, 9, List.of("a", "b", "c", "d"), 40);
        double[] credits = SpanCredits.of(List.of(rare, common), 8);
        assertThat(credits[0] + credits[1]).isCloseTo(6, within(1e-9));
        assertThat(credits[0]).isCloseTo(2 + 2 * 0.8, within(1e-9));
    }
}
