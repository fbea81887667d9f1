package org.openledger.attribution.spans;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows one after another as one text of symbols: each token id plus 1, and a separator after each row. Grows row by row. */
final class SymbolText {
    /** The symbol after each row; token ids are shifted up by one to make room for it. */
    static final int SEPARATOR = 0;
    /** Longest text, separators included: what one Java array holds. */
    static final int MAX_LENGTH = Integer.MAX_VALUE - 64;

    private final Map<String, Integer> contributorNumbers = new LinkedHashMap<>();
    private int[] symbols = new int[1 << 10];
    private int length;
    private int largestSymbol = SEPARATOR;
    private int[] starts = new int[1 << 6];
    private int[] contributors = new int[1 << 6];
    private int rows;

    boolean hasRoomFor(int[] ids) {
        return ids.length < MAX_LENGTH - length;
    }

    /** Appends a row; there must be room for it. */
    void add(int[] ids, String contributor) {
        int end = length + ids.length + 1;
        if (end > symbols.length) {
            symbols = Arrays.copyOf(symbols, (int) Math.min(MAX_LENGTH, Math.max(end, symbols.length * 3L / 2)));
        }
        if (rows + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            contributors = Arrays.copyOf(contributors, 2 * contributors.length);
        }
        for (int id : ids) {
            symbols[length++] = id + 1;
            largestSymbol = Math.max(largestSymbol, id + 1);
        }
        symbols[length++] = SEPARATOR;
        Integer next = contributorNumbers.size();
        Integer known = contributorNumbers.putIfAbsent(contributor, next);
        contributors[rows++] = known == null ? next : known;
        starts[rows] = length;
    }

    int length() {
        return length;
    }

    /** One more than the largest symbol. */
    int alphabet() {
        return largestSymbol + 1;
    }

    int rows() {
        return rows;
    }

    /** Names by number, in the order of their first rows. */
    List<String> contributorNames() {
        return List.copyOf(contributorNumbers.keySet());
    }

    /** The symbols; nothing may be added afterwards. */
    int[] symbols() {
        symbols = symbols.length == length ? symbols : Arrays.copyOf(symbols, length);
        return symbols;
    }

    /** Where each row begins, and the length at the end. */
    int[] rowStarts() {
        return Arrays.copyOf(starts, rows + 1);
    }

    /** The contributor's number of each row. */
    int[] rowContributors() {
        return Arrays.copyOf(contributors, rows);
    }
}
