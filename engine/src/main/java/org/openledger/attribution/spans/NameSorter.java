package org.openledger.attribution.spans;

import java.util.Arrays;

/**
 * Sorts all suffixes of a text of names by doubling (N. J. Larsson, K. Sadakane, "Faster suffix sorting", TCS 2007): suffixes sorted
 * by their first h names are sorted by the first 2h by the ranks of those h places on, and only where h names do not tell them
 * apart. Here h begins with as many names as fit into a long. Takes O(n log n) steps at most; on ordinary text nearly all
 * suffixes are apart after the first step.
 */
final class NameSorter {
    /** Up to here groups are split by looking at all pairs. */
    private static final int FEW = 6;

    private final int[] ranks;
    /** Suffixes in order; from the first one of a stretch that is final, minus its length. */
    private final int[] order;

    private int distance;
    private int random = 1;

    private NameSorter(int[] ranks, int[] order) {
        this.ranks = ranks;
        this.order = order;
    }

    /** The numbers of the suffixes of {@code names}, each below {@code distinct}, in their order. */
    static int[] sorted(int[] names, int distinct) {
        int bits = Column.bitsFor(distinct); // names are shifted up by one: zero is the end
        int keyNames = (Long.SIZE - 1) / bits;
        long[] keys = new long[names.length];
        long key = 0;
        for (int i = names.length - 1; i >= 0; i--) {
            key = (key >>> bits) | ((names[i] + 1L) << (bits * (keyNames - 1)));
            keys[i] = key;
        }
        int[] order = new int[names.length];
        Arrays.setAll(order, i -> i);
        RadixSort.sort(keys, order, bits * keyNames);
        NameSorter sorter = new NameSorter(new int[names.length], order);
        sorter.rankByKeys(keys);
        for (sorter.distance = keyNames; sorter.refine(); sorter.distance *= 2) {
            // every round doubles how far suffixes are sorted
        }
        for (int i = 0; i < order.length; i++) {
            order[sorter.ranks[i]] = i;
        }
        return order;
    }

    private void rankByKeys(long[] keys) {
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && keys[to] == keys[from]) {
                to++;
            }
            close(from, to - 1);
            from = to;
        }
    }

    /** Ranks of a group are the place of its last suffix. */
    private void close(int first, int last) {
        for (int k = first; k <= last; k++) {
            ranks[order[k]] = last;
        }
        if (first == last) {
            order[first] = -1;
        }
    }

    /** Splits every group that is left; false when none was. */
    private boolean refine() {
        boolean left = false;
        int finalFrom = 0;
        int k = 0;
        while (k < order.length) {
            if (order[k] < 0) {
                k -= order[k];
            } else {
                if (k > finalFrom) {
                    order[finalFrom] = finalFrom - k;
                }
                left = true;
                int end = ranks[order[k]] + 1;
                split(k, end - 1);
                k = end;
                finalFrom = k;
            }
        }
        if (k > finalFrom) {
            order[finalFrom] = finalFrom - k;
        }
        return left;
    }

    private int key(int place) {
        int suffix = order[place] + distance;
        return suffix < ranks.length ? ranks[suffix] : -1;
    }

    /** Sorts the group at [first, last] by the ranks {@link #distance} places on, and closes its parts from left to right. */
    private void split(int first, int last) {
        if (last - first < FEW) {
            splitFew(first, last);
            return;
        }
        random = random * 0x343FD + 0x269EC3;
        int pivot = key(first + Integer.remainderUnsigned(random >>> 8, last - first + 1));
        int smaller = first;
        int larger = last;
        int k = first;
        while (k <= larger) {
            int key = key(k);
            if (key < pivot) {
                swap(smaller++, k++);
            } else if (key > pivot) {
                swap(k, larger--);
            } else {
                k++;
            }
        }
        if (smaller > first) {
            split(first, smaller - 1);
        }
        close(smaller, larger);
        if (larger < last) {
            split(larger + 1, last);
        }
    }

    private void splitFew(int first, int last) {
        int from = first;
        while (from <= last) {
            int smallest = key(from);
            int equalEnd = from + 1;
            for (int k = from + 1; k <= last; k++) {
                int key = key(k);
                if (key < smallest) {
                    smallest = key;
                    swap(from, k);
                    equalEnd = from + 1;
                } else if (key == smallest) {
                    swap(equalEnd++, k);
                }
            }
            close(from, equalEnd - 1);
            from = equalEnd;
        }
    }

    private void swap(int left, int right) {
        int moved = order[left];
        order[left] = order[right];
        order[right] = moved;
    }
}
