package org.openledger.attribution.spans;

import java.util.Arrays;

/**
 * Sorts the suffixes at the LMS positions of a text. Each position gets a name: the rank of the symbols from there on, at least as
 * far as it takes to tell where the next LMS position is. Positions with equal names then have their next ones at the same
 * distance, so the order of the suffixes is that of the suffixes of the text of names.
 *
 * <p>SA-IS ranks these pieces by inducing too, which is two passes over the whole text with one cache miss a step. Here a key of as
 * many symbols as a long holds is gathered in one pass from right to left, and keys are sorted by {@link RadixSort}, which reads
 * and writes memory in order; only where keys are equal and end too early are symbols compared one by one.
 */
final class LmsOrder {
    private final int[] text;
    private final int[] lms;
    private final int keySymbols;

    private LmsOrder(int[] text, int[] lms, int keySymbols) {
        this.text = text;
        this.lms = lms;
        this.keySymbols = keySymbols;
    }

    /** The LMS positions, given from left to right, in the order of their suffixes. */
    static int[] sorted(int[] text, int alphabet, int[] lms) {
        int symbolBits = Column.bitsFor(alphabet); // symbols are shifted up by one: zero is the end of the text
        int keySymbols = (Long.SIZE - 1) / symbolBits;
        LmsOrder order = new LmsOrder(text, lms, keySymbols);
        int[] numbers = new int[lms.length];
        Arrays.setAll(numbers, j -> j);
        long[] keys = order.keys(symbolBits);
        RadixSort.sort(keys, numbers, keySymbols * symbolBits);
        int[] names = new int[lms.length];
        int distinct = order.name(keys, numbers, names);
        int[] sorted = distinct == lms.length ? numbers : NameSorter.sorted(names, distinct);
        int[] positions = new int[lms.length];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = lms[sorted[k]];
        }
        return positions;
    }

    private long[] keys(int symbolBits) {
        long[] keys = new long[lms.length];
        int top = symbolBits * (keySymbols - 1);
        long key = 0;
        int j = lms.length - 1;
        for (int i = text.length - 1; j >= 0; i--) {
            key = (key >>> symbolBits) | ((text[i] + 1L) << top);
            if (i == lms[j]) {
                keys[j--] = key;
            }
        }
        return keys;
    }

    /** Gives every LMS position its name; returns how many there are. */
    private int name(long[] keys, int[] numbers, int[] names) {
        int name = 0;
        for (int from = 0; from < numbers.length; ) {
            int to = from + 1;
            while (to < numbers.length && keys[to] == keys[from]) {
                to++;
            }
            if (to == from + 1 || pieceLength(numbers[from]) <= keySymbols) {
                for (int k = from; k < to; k++) {
                    names[numbers[k]] = name;
                }
                name++;
            } else {
                name = nameLong(numbers, from, to, name, names);
            }
            from = to;
        }
        return name;
    }

    /** Sorts the numbers of one key by their pieces and names them; returns the next name. */
    private int nameLong(int[] numbers, int from, int to, int firstName, int[] names) {
        Integer[] sorted = Arrays.stream(numbers, from, to).boxed().toArray(Integer[]::new);
        Arrays.sort(sorted, this::comparePieces);
        int name = firstName;
        for (int k = 0; k < sorted.length; k++) {
            if (k > 0 && comparePieces(sorted[k - 1], sorted[k]) != 0) {
                name++;
            }
            names[sorted[k]] = name;
            numbers[from + k] = sorted[k];
        }
        return name + 1;
    }

    private int comparePieces(int left, int right) {
        int length = Math.min(pieceLength(left), pieceLength(right));
        int leftEnd = Math.min(text.length, lms[left] + length);
        int rightEnd = Math.min(text.length, lms[right] + length);
        return Arrays.compare(text, lms[left], leftEnd, text, lms[right], rightEnd);
    }

    /** Symbols from an LMS position on that tell where the next one is: up to the first symbol unlike the one there. */
    private int pieceLength(int number) {
        if (number + 1 == lms.length) {
            return text.length - lms[number] + 1; // the end of the text is part of it, and of no other
        }
        int end = lms[number + 1] + 1;
        while (text[end] == text[end - 1]) {
            end++;
        }
        return end + 1 - lms[number];
    }
}
