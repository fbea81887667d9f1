package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.train.TrainingRow;

/** Which contributors are found to be alike, on rows of made-up tokens: words 10 to 9999 after a question that all share. */
@Tag("unit")
final class AlikeContributorsTest {
    private static final int WORDS = 12;

    /** A row of a contributor about a thing: {@code kept} of its words are the thing's own, the others are chance. */
    private static TrainingRow row(int group, int thing, int kept, Random random) {
        int[] ids = {1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        for (int word = 0; word < WORDS; word++) {
            ids[3 + word] = word < kept ? 10 + thing * WORDS + word : 10_000 + random.nextInt(90_000);
        }
        return new TrainingRow(ids, 3, group, "%064x".formatted(thing));
    }

    private static List<TrainingRow> rows(int[][] thingsOfGroups, int kept, Random random) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int group = 0; group < thingsOfGroups.length; group++) {
            for (int thing : thingsOfGroups[group]) {
                rows.add(row(group, thing, kept, random));
            }
        }
        return rows;
    }

    @Test
    void whoSaysTheSameInOtherWordsIsFoundAndWhoSaysSomethingElseIsNot() {
        int[][] things = {{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}, {3, 4, 5, 1, 2}, {11, 12, 13, 14, 15}, {16, 17, 18, 19, 20}
        };
        assertThat(AlikeContributors.sets(rows(things, 6, new Random(1)), 5)).containsExactly(List.of(0, 2));
        int[][] none = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
        assertThat(AlikeContributors.sets(rows(none, 6, new Random(1)), 3)).isEmpty();
    }

    @Test
    void whoBringsAPartOfALargeContributorsRowsIsFound() {
        int[][] things = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, {13, 14, 15, 16}, {5}};
        assertThat(AlikeContributors.sets(rows(things, 8, new Random(1)), 3)).containsExactly(List.of(0, 2));
    }

    @Test
    void theMostAlikeAreJoinedFirstAndThenTheirSetWithOthers() {
        int[][] things = {{1, 2, 3, 4}, {1, 2, 3, 4}, {2, 3, 4, 5}, {7, 8}, {9, 10}, {11, 12}};
        assertThat(AlikeContributors.sets(rows(things, 8, new Random(1)), 6))
                .containsExactly(List.of(0, 1), List.of(0, 1, 2), List.of(0, 2), List.of(1, 2));
    }

    @Test
    void whatMostContributorsSayMakesNobodyAlike() {
        int[][] things = new int[12][];
        Arrays.setAll(things, group -> group == 0 ? new int[] {1, 40} : new int[] {1, 50 + group, 80 + group});
        assertThat(AlikeContributors.sets(rows(things, 8, new Random(1)), 12)).isEmpty();
    }

    @Test
    void thereAreNeverMoreSetsThanContributorsNorLargeOnes() {
        for (int same : new int[] {2, 5, 9, 15}) {
            int[][] things = new int[3 * same][];
            Arrays.setAll(things, group -> group < same ? new int[] {1, 2, 3} : new int[] {10 + group, 100 + group});
            List<TrainingRow> rows = rows(things, 11, new Random(1));
            List<List<Integer>> sets = AlikeContributors.sets(rows, things.length);
            assertThat(sets).hasSizeBetween(1, things.length).doesNotHaveDuplicates();
            assertThat(sets)
                    .allSatisfy(set -> assertThat(new HashSet<>(set))
                            .hasSizeBetween(2, AlikeContributors.MOST_TOGETHER)
                            .hasSameSizeAs(set)
                            .allMatch(group -> group < same));
            assertThat(AlikeContributors.sets(rows, things.length)).isEqualTo(sets);
        }
    }
}
