package org.openledger.attribution.spans.sort;

import java.util.Arrays;

/**
 * Finishes an order of suffixes that leaves groups unsorted, by doubling (N. J. Larsson, K. Sadakane, "Faster suffix sorting", TCS
 * 2007): where suffixes are sorted by h pieces, a group is sorted by the ranks of the suffixes h pieces on, and so by 2h. Takes
 * O(n log n) steps at most, on whatever text.
 */
final class GroupSorter {
    /** Up to here groups are split by looking at all pairs. */
    private static final int FEW = 6;

    /** Suffixes in order; while this works, from the first one of a stretch that is final on, minus its length. */
    private final int[] order;

    private int[] ranks = new int[0];
    /** Where groups begin and end, one after another. */
    private int[] bounds = new int[16];

    private int boundCount;
    private int distance;
    private int random = 1;

    /** @param order numbers of suffixes by place, a permutation when {@link #finish} is called */
    GroupSorter(int[] order) {
        this.order = order;
    }

    /** Leaves the places [from, to) to be sorted; groups must come in ascending order. */
    void leave(int from, int to) {
        if (boundCount == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * boundCount);
        }
        bounds[boundCount++] = from;
        bounds[boundCount++] = to;
    }

    boolean isEmpty() {
        return boundCount == 0;
    }

    /** Sorts the groups that were left, each of which must agree in a piece at least. */
    void finish() {
        ranks = new int[order.length];
        int at = 0;
        for (int i = 0; i <= boundCount; i += 2) {
            int from = i < boundCount ? bounds[i] : order.length;
            for (; at < from; at++) {
                close(at, at);
            }
            if (i < boundCount) {
                close(from, bounds[i + 1] - 1);
                at = bounds[i + 1];
            }
        }
        for (distance = 1; refine(); distance *= 2) {
            // every round doubles how far suffixes are sorted
        }
        for (int i = 0; i < order.length; i++) {
            order[ranks[i]] = i;
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
