package org.openledger.attribution.spans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openledger.attribution.spans.file.IndexedRow;

/** The definition of maximal matching spans, spelled out with no index at all. */
final class BruteForce {
    private final List<IndexedRow> rows;

    BruteForce(List<IndexedRow> rows) {
        this.rows = rows;
    }

    /** What the index must answer, holders' leaves aside: any row of the holder's with the span will do. */
    record Expected(int start, int length, int count, List<String> leaves, Set<String> contributors) {}

    List<Expected> match(int[] answer, int minLength) {
        List<Expected> spans = new ArrayList<>();
        for (int start = 0; start < answer.length; start++) {
            int length = 0;
            while (start + length < answer.length && occurs(answer, start, length + 1)) {
                length++;
            }
            boolean longerOnTheLeft = start > 0 && occurs(answer, start - 1, length + 1);
            if (length >= minLength && !longerOnTheLeft) {
                spans.add(describe(answer, start, length));
            }
        }
        return spans;
    }

    boolean holds(String leaf, int[] answer, int start, int length) {
        return rows.stream().anyMatch(row -> row.leaf().equals(leaf) && countIn(row.ids(), answer, start, length) > 0);
    }

    private boolean occurs(int[] answer, int start, int length) {
        return rows.stream().anyMatch(row -> countIn(row.ids(), answer, start, length) > 0);
    }

    private Expected describe(int[] answer, int start, int length) {
        int count = 0;
        Set<String> leaves = new LinkedHashSet<>();
        Set<String> contributors = new LinkedHashSet<>();
        for (IndexedRow row : rows) {
            int inRow = countIn(row.ids(), answer, start, length);
            count += inRow;
            if (inRow > 0) {
                contributors.add(row.contributor());
                if (leaves.size() < SpanIndex.MAX_LEAVES) {
                    leaves.add(row.leaf());
                }
            }
        }
        return new Expected(start, length, count, new ArrayList<>(leaves), contributors);
    }

    private static int countIn(int[] row, int[] answer, int start, int length) {
        int count = 0;
        for (int at = 0; at + length <= row.length; at++) {
            if (Arrays.equals(row, at, at + length, answer, start, start + length)) {
                count++;
            }
        }
        return count;
    }
}
