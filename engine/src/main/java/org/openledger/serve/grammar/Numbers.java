package org.openledger.serve.grammar;

import java.util.ArrayList;
import java.util.List;

/** Numbers between bounds that are whole, digit by digit: without exponents, and with few digits. */
final class Numbers {
    /** No bound: no number of this many digits is written. */
    static final long MOST = 999_999_999_999_999L;

    private static final int MOST_DIGITS = 15;

    /** A number at one end; {@code open} where it is not one itself. */
    record Bound(long value, boolean open) {
        Bound negated() {
            return new Bound(-value, open);
        }

        private long firstAbove() {
            return open ? value + 1 : value;
        }

        private long lastBelow() {
            return open ? value - 1 : value;
        }
    }

    private Numbers() {}

    /** Whole numbers. */
    static Term integers(Bound least, Bound most) {
        long from = least.firstAbove();
        long to = most.lastBelow();
        List<Term> signs = new ArrayList<>();
        if (to >= 0 && from <= to) {
            signs.add(natural(Math.max(from, 0), to));
        }
        if (from < 0 && from <= to) {
            signs.add(JsonTerms.sequence(JsonTerms.literal("-"), natural(Math.max(-to, 1), -from)));
        }
        return new Term.Choice(signs);
    }

    /** Numbers with or without a fraction. */
    static Term decimals(Bound least, Bound most) {
        List<Term> signs = new ArrayList<>();
        Bound zero = new Bound(0, false);
        signs.add(fractions(least.value() < 0 ? zero : least, most));
        if (least.value() < 0) {
            signs.add(JsonTerms.sequence(
                    JsonTerms.literal("-"),
                    fractions(most.value() < 0 ? most.negated() : new Bound(0, true), least.negated())));
        }
        return new Term.Choice(signs);
    }

    /** Numbers that are not negative. */
    private static Term fractions(Bound least, Bound most) {
        long from = least.value();
        long to = most.value();
        List<Term> ways = new ArrayList<>();
        if (from < to) {
            if (least.open()) {
                ways.add(JsonTerms.sequence(natural(from, from), someFraction()));
            }
            long first = least.firstAbove();
            if (first < to) {
                ways.add(JsonTerms.sequence(natural(first, to - 1), JsonTerms.optional(JsonTerms.fraction())));
            }
        }
        if (!most.open() && (from < to || (from == to && !least.open()))) {
            ways.add(JsonTerms.sequence(natural(to, to), JsonTerms.optional(noFraction())));
        }
        return new Term.Choice(ways);
    }

    private static Term noFraction() {
        return JsonTerms.sequence(JsonTerms.literal("."), new Term.Repeated(JsonTerms.literal("0"), 1, MOST_DIGITS));
    }

    /** One that is more than nothing. */
    private static Term someFraction() {
        return JsonTerms.sequence(
                JsonTerms.literal("."),
                new Term.Repeated(JsonTerms.literal("0"), 0, MOST_DIGITS - 1),
                JsonTerms.bytes('1', '9'),
                new Term.Repeated(JsonTerms.bytes('0', '9'), 0, MOST_DIGITS));
    }

    /** Whole numbers from {@code from} to {@code to}, neither negative, without zeros before them. */
    static Term natural(long from, long to) {
        List<Term> lengths = new ArrayList<>();
        long power = 1;
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            long first = Math.max(from, digits == 1 ? 0 : power);
            long last = Math.min(to, power * 10 - 1);
            if (first <= last) {
                lengths.add(ofLength(first, last, digits));
            }
            power *= 10;
        }
        return new Term.Choice(lengths);
    }

    /** Numbers of so many digits, zeros before them included. */
    private static Term ofLength(long from, long to, int digits) {
        long power = 1;
        for (int i = 1; i < digits; i++) {
            power *= 10;
        }
        if (digits == 0) {
            return JsonTerms.literal("");
        }
        if (from == 0 && to == power * 10 - 1) {
            return new Term.Repeated(JsonTerms.bytes('0', '9'), digits, digits);
        }
        int first = (int) (from / power);
        int last = (int) (to / power);
        if (first == last) {
            return JsonTerms.sequence(digit(first, first), ofLength(from % power, to % power, digits - 1));
        }
        List<Term> ways = new ArrayList<>();
        int whole = first;
        if (from % power != 0) {
            ways.add(JsonTerms.sequence(digit(first, first), ofLength(from % power, power - 1, digits - 1)));
            whole++;
        }
        int end = to % power == power - 1 ? last : last - 1;
        if (whole <= end) {
            ways.add(JsonTerms.sequence(digit(whole, end), ofLength(0, power - 1, digits - 1)));
        }
        if (end < last) {
            ways.add(JsonTerms.sequence(digit(last, last), ofLength(0, to % power, digits - 1)));
        }
        return new Term.Choice(ways);
    }

    private static Term digit(int from, int to) {
        return JsonTerms.bytes('0' + from, '0' + to);
    }
}
