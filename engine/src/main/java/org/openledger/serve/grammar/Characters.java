package org.openledger.serve.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Sets of characters, and their bytes in a string of JSON, where each character has one form here. */
final class Characters {
    private static final int END = Character.MAX_CODE_POINT + 1;
    private static final int CONTROL = 0x20;
    /** The last characters of one, two, three and four bytes in UTF-8, and the last before the halves of pairs. */
    private static final int[] LAST = {0x7F, 0x7FF, 0xD7FF, 0xFFFF, Character.MAX_CODE_POINT};

    private static final int BITS = 6;

    private Characters() {}

    static BitSet of(String characters) {
        BitSet set = new BitSet();
        characters.codePoints().forEach(set::set);
        return set;
    }

    /** @param ranges from and to, both inclusive, in turn */
    static BitSet ranges(int... ranges) {
        BitSet set = new BitSet();
        for (int i = 0; i < ranges.length; i += 2) {
            set.set(ranges[i], ranges[i + 1] + 1);
        }
        return set;
    }

    static BitSet digits() {
        return ranges('0', '9');
    }

    static BitSet words() {
        return ranges('a', 'z', 'A', 'Z', '0', '9', '_', '_');
    }

    static BitSet spaces() {
        BitSet set = of("\t\n\u000B\f\r \u00A0\uFEFF\u2028\u2029\u1680\u202F\u205F\u3000");
        set.set(0x2000, 0x200B);
        return set;
    }

    /** What a dot is. */
    static BitSet ofOneLine() {
        return not(of("\n\r\u2028\u2029"));
    }

    static BitSet all() {
        return not(new BitSet());
    }

    static BitSet not(BitSet set) {
        BitSet others = (BitSet) set.clone();
        others.flip(0, END);
        others.clear(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
        return others;
    }

    /** A sequence of ranges of bytes. */
    record Bytes(List<Integer> from, List<Integer> to) {}

    /** The bytes of a set's characters: each of these sequences, and no other. */
    static List<Bytes> bytes(BitSet set) {
        List<Bytes> all = new ArrayList<>();
        for (int from = set.nextSetBit(0); from >= 0; from = set.nextSetBit(from)) {
            int to = set.nextClearBit(from) - 1;
            add(all, from, to);
            from = to + 1;
        }
        return all;
    }

    private static void add(List<Bytes> all, int from, int to) {
        for (int at = from; at <= to; ) {
            if (at < CONTROL || at == '"' || at == '\\') {
                all.add(escape(at));
                at++;
                continue;
            }
            int end = to;
            for (int special : new int[] {'"' - 1, '\\' - 1}) {
                end = at <= special ? Math.min(end, special) : end;
            }
            int bytes = 1;
            for (int i = 0; i < LAST.length; i++) {
                if (at <= LAST[i]) {
                    end = Math.min(end, LAST[i]);
                    bytes = i < 2 ? i + 1 : i < LAST.length - 1 ? 3 : 4;
                    break;
                }
            }
            if (Character.isSurrogate((char) Math.min(at, Character.MAX_VALUE)) && at <= Character.MAX_VALUE) {
                at = Character.MAX_SURROGATE + 1;
                continue;
            }
            split(all, at, end, bytes);
            at = end + 1;
        }
    }

    private static Bytes escape(int character) {
        int shortForm = "\b\t\n\f\r\"\\".indexOf(character);
        String text = shortForm >= 0 ? "\\" + "btnfr\"\\".charAt(shortForm) : String.format("\\u%04x", character);
        List<Integer> bytes = text.chars().boxed().toList();
        return new Bytes(bytes, bytes);
    }

    /** Cuts a range of characters of equally many bytes until each byte has a range of its own (R. Cox, RE2, "UTF-8 ranges"). */
    private static void split(List<Bytes> all, int from, int to, int bytes) {
        for (int i = 1; i < bytes; i++) {
            int low = (1 << (BITS * i)) - 1;
            if ((from & ~low) != (to & ~low)) {
                if ((from & low) != 0) {
                    split(all, from, from | low, bytes);
                    split(all, (from | low) + 1, to, bytes);
                    return;
                }
                if ((to & low) != low) {
                    split(all, from, (to & ~low) - 1, bytes);
                    split(all, to & ~low, to, bytes);
                    return;
                }
            }
        }
        all.add(new Bytes(utf8(from, bytes), utf8(to, bytes)));
    }

    private static List<Integer> utf8(int character, int bytes) {
        int[] encoded = new int[bytes];
        for (int i = bytes - 1; i > 0; i--) {
            encoded[i] = 0x80 | ((character >> (BITS * (bytes - 1 - i))) & 0x3F);
        }
        int[] marks = {0, 0xC0, 0xE0, 0xF0};
        encoded[0] = marks[bytes - 1] | (character >> (BITS * (bytes - 1)));
        return Arrays.stream(encoded).boxed().toList();
    }
}
