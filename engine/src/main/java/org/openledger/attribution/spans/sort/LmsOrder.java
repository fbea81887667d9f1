package org.openledger.attribution.spans.sort;

import java.util.Arrays;
import org.openledger.attribution.spans.file.Column;

/**
 * Sorts the suffixes at the LMS positions of a text. SA-IS ranks the pieces between them by inducing, then recurses; both are passes
 * over the whole text with a cache miss a step. Here a key of as many symbols as a long holds is gathered in one pass from right
 * to left, and keys are sorted by {@link RadixSort}, which reads and writes memory in order. Groups of equal keys are sorted by their
 * next keys, again and again: the symbols that follow lie beside those before, so a suffix is fetched from memory about once.
 *
 * <p>That would take forever on text that repeats itself, so it has a budget. Once that is spent, a group is only sorted as far as it
 * takes to tell where the next LMS position is, and {@link GroupSorter} does the rest.
 */
final class LmsOrder {
    /** Keys that may be looked at for each suffix, on average. */
    private static final int KEYS_PER_SUFFIX = 8;
    /** Up to here keys are sorted by insertion. */
    private static final int FEW = 16;

    private final int[] text;
    private final int[] lms;
    private final int symbolBits;
    private final int keySymbols;
    /** By place: a suffix and its present key. */
    private final int[] order;

    private final long[] keys;
    private final GroupSorter groups;
    private long budget;
    /** Groups to be sorted, the leftmost one last: where each begins and ends, and how many symbols its suffixes share. */
    private int[] open = new int[3 * FEW];

    private int openCount;

    private LmsOrder(int[] text, int alphabet, int[] lms) {
        this.text = text;
        this.lms = lms;
        this.symbolBits = Column.bitsFor(alphabet); // symbols are shifted up by one: zero is the end of the text
        this.keySymbols = (Long.SIZE - 1) / symbolBits;
        this.order = lms.clone();
        this.keys = new long[lms.length];
        this.groups = new GroupSorter(order);
        this.budget = (long) KEYS_PER_SUFFIX * lms.length;
    }

    /** The LMS positions, given from left to right, in the order of their suffixes. */
    static int[] sorted(int[] text, int alphabet, int[] lms) {
        LmsOrder order = new LmsOrder(text, alphabet, lms);
        order.gatherFirstKeys();
        RadixSort.sort(order.keys, order.order, order.keySymbols * order.symbolBits);
        order.sortGroups();
        if (!order.groups.isEmpty()) {
            order.finishGroups();
        }
        return order.order;
    }

    private void finishGroups() {
        int[] numbers = new int[text.length];
        for (int j = 0; j < lms.length; j++) {
            numbers[lms[j]] = j;
        }
        for (int k = 0; k < order.length; k++) {
            order[k] = numbers[order[k]];
        }
        groups.finish();
        for (int k = 0; k < order.length; k++) {
            order[k] = lms[order[k]];
        }
    }

    private void gatherFirstKeys() {
        int top = symbolBits * (keySymbols - 1);
        long key = 0;
        int j = lms.length - 1;
        for (int i = text.length - 1; j >= 0; i--) {
            key = (key >>> symbolBits) | ((text[i] + 1L) << top);
            if (i == lms[j]) {
                keys[j--] = key;
            }
        }
    }

    private long key(int position) {
        long key = 0;
        int end = Math.min(text.length, position + keySymbols);
        for (int i = position; i < end; i++) {
            key = (key << symbolBits) | (text[i] + 1L);
        }
        return key << (symbolBits * (keySymbols - Math.max(0, end - position)));
    }

    /** Sorts all groups of equal first keys, from left to right. */
    private void sortGroups() {
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && keys[to] == keys[from]) {
                to++;
            }
            if (to > from + 1) {
                push(from, to, keySymbols);
                while (openCount > 0) {
                    openCount -= 3;
                    sortGroup(open[openCount], open[openCount + 1], open[openCount + 2]);
                }
            }
            from = to;
        }
    }

    /** Sorts suffixes that have the first {@code depth} symbols in common until they differ, and opens the groups that are left. */
    private void sortGroup(int from, int to, int depth) {
        int common = depth;
        do {
            if (budget <= 0 && pieceLength(order[from]) <= common) {
                groups.leave(from, to);
                return;
            }
            budget -= to - from;
            for (int k = from; k < to; k++) {
                keys[k] = key(order[k] + common);
            }
            sortKeys(from, to);
            common += keySymbols;
        } while (keys[from] == keys[to - 1]);
        for (int end = to; end > from; ) {
            int first = end - 1;
            while (first > from && keys[first - 1] == keys[first]) {
                first--;
            }
            if (first < end - 1) {
                push(first, end, common);
            }
            end = first;
        }
    }

    private void push(int from, int to, int depth) {
        if (openCount == open.length) {
            open = Arrays.copyOf(open, 2 * openCount);
        }
        open[openCount++] = from;
        open[openCount++] = to;
        open[openCount++] = depth;
    }

    /** Quicksort with three parts; the longer of the outer ones is sorted without another call. */
    private void sortKeys(int first, int end) {
        int from = first;
        int to = end;
        while (to - from > FEW) {
            long pivot = median(keys[from], keys[(from + to) >>> 1], keys[to - 1]);
            int smaller = from;
            int larger = to;
            for (int k = from; k < larger; ) {
                if (keys[k] < pivot) {
                    swap(smaller++, k++);
                } else if (keys[k] > pivot) {
                    swap(k, --larger);
                } else {
                    k++;
                }
            }
            if (smaller - from < to - larger) {
                sortKeys(from, smaller);
                from = larger;
            } else {
                sortKeys(larger, to);
                to = smaller;
            }
        }
        insertKeys(from, to);
    }

    private void insertKeys(int from, int to) {
        for (int k = from + 1; k < to; k++) {
            long key = keys[k];
            int suffix = order[k];
            int place = k;
            for (; place > from && keys[place - 1] > key; place--) {
                keys[place] = keys[place - 1];
                order[place] = order[place - 1];
            }
            keys[place] = key;
            order[place] = suffix;
        }
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int left, int right) {
        long key = keys[left];
        keys[left] = keys[right];
        keys[right] = key;
        int suffix = order[left];
        order[left] = order[right];
        order[right] = suffix;
    }

    /** Symbols from an LMS position on that tell where the next one is: up to the first symbol unlike the one there. */
    private int pieceLength(int position) {
        int next = Arrays.binarySearch(lms, position) + 1;
        if (next == lms.length) {
            return text.length - position + 1; // the end of the text is part of it, and of no other
        }
        int end = lms[next] + 1;
        while (text[end] == text[end - 1]) {
            end++;
        }
        return end + 1 - position;
    }
}
