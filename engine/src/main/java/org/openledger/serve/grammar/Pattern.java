package org.openledger.serve.grammar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A regular expression of JSON Schema (ECMA-262) as a machine over the bytes of a string's content. Computed are characters, classes,
 * groups, choices, repetitions, and {@code ^} and {@code $} at the ends; what looks around or back is refused by name.
 */
final class Pattern {
    private static final int MOST_TIMES = 1_000;
    private static final int DEEPEST = 100;
    private static final int HEXADECIMAL = 16;

    private final String text;
    private final String at;
    private final Dfa.Builder machine = new Dfa.Builder();
    private int next;
    private int depth;

    private Pattern(String text, String at) {
        this.text = text;
        this.at = at;
    }

    /**
     * The strings in which an expression is found.
     *
     * @param at where it stands in the schema
     */
    static Dfa compile(String text, String at) {
        return new Pattern(text, at).whole();
    }

    /** A piece of the machine before it is made: what it makes between two states. */
    private interface Part {
        int after(int from);
    }

    private record Set(BitSet characters, Dfa.Builder machine) implements Part {
        @Override
        public int after(int from) {
            return machine.characters(from, characters);
        }
    }

    private record Sequence(List<Part> parts) implements Part {
        @Override
        public int after(int from) {
            int state = from;
            for (Part part : parts) {
                state = part.after(state);
            }
            return state;
        }
    }

    private record Choice(List<Part> parts, Dfa.Builder machine) implements Part {
        @Override
        public int after(int from) {
            int end = machine.state();
            for (Part part : parts) {
                machine.empty(part.after(from), end);
            }
            return end;
        }
    }

    private record Times(Part part, int least, int most, Dfa.Builder machine) implements Part {
        @Override
        public int after(int from) {
            int state = from;
            for (int i = 0; i < least; i++) {
                state = part.after(state);
            }
            int end = machine.state();
            machine.empty(state, end);
            if (most < 0) {
                int again = machine.state();
                machine.empty(state, again);
                int done = part.after(again);
                machine.empty(done, again);
                machine.empty(done, end);
            }
            for (int i = least; i < most; i++) {
                state = part.after(state);
                machine.empty(state, end);
            }
            return end;
        }
    }

    private Dfa whole() {
        int start = machine.state();
        int end = machine.state();
        do {
            boolean begins = take('^');
            Part part = sequence(/* outermost= */ true);
            boolean ends = take('$');
            Part any = new Times(new Set(Characters.all(), machine), 0, -1, machine);
            int from = begins ? start : any.after(start);
            int to = part.after(from);
            machine.empty(ends ? to : any.after(to), end);
        } while (take('|'));
        if (next < text.length()) {
            throw refused("has '" + text.charAt(next) + "' where it has no meaning");
        }
        return machine.build(start, end, at);
    }

    private Part sequence(boolean outermost) {
        List<Part> parts = new ArrayList<>();
        while (next < text.length() && "|)".indexOf(text.charAt(next)) < 0) {
            if (text.charAt(next) == '$' && outermost && endsHere()) {
                break;
            }
            parts.add(times(atom()));
        }
        return new Sequence(parts);
    }

    private boolean endsHere() {
        return next + 1 == text.length() || text.charAt(next + 1) == '|';
    }

    private Part choice() {
        if (++depth > DEEPEST) {
            throw refused("is nested too deep");
        }
        List<Part> parts = new ArrayList<>();
        do {
            parts.add(sequence(/* outermost= */ false));
        } while (take('|'));
        depth--;
        return new Choice(parts, machine);
    }

    private Part times(Part part) {
        int least;
        int most;
        if (take('*')) {
            least = 0;
            most = -1;
        } else if (take('+')) {
            least = 1;
            most = -1;
        } else if (take('?')) {
            least = 0;
            most = 1;
        } else if (take('{')) {
            least = number();
            most = least;
            if (take(',')) {
                most = next < text.length() && text.charAt(next) == '}' ? -1 : number();
            }
            need('}');
            if (most >= 0 && most < least) {
                throw refused("repeats up to " + most + " times and at least " + least);
            }
        } else {
            return part;
        }
        take('?'); // as few as possible: the strings are the same
        if (next < text.length() && "*+?{".indexOf(text.charAt(next)) >= 0) {
            throw refused("repeats a repetition: put it in a group");
        }
        return new Times(part, least, most, machine);
    }

    private int number() {
        int from = next;
        while (next < text.length() && Character.digit(text.charAt(next), 10) >= 0 && next - from < 5) {
            next++;
        }
        if (from == next) {
            throw refused("has '{' without a number");
        }
        int number = Integer.parseInt(text.substring(from, next));
        if (number > MOST_TIMES) {
            throw refused("repeats more than " + MOST_TIMES + " times");
        }
        return number;
    }

    private Part atom() {
        int character = character();
        return switch (character) {
            case '(' -> group();
            case '[' -> new Set(set(), machine);
            case '.' -> new Set(Characters.ofOneLine(), machine);
            case '\\' -> new Set(escaped(/* inSet= */ false), machine);
            case '^', '$' -> throw refused("has '" + (char) character + "' elsewhere than at an end");
            case '*', '+', '?', '{', '}', ']' ->
                throw refused("has '" + (char) character + "' where it has no meaning");
            default -> new Set(Characters.ranges(character, character), machine);
        };
    }

    private Part group() {
        if (take('?')) {
            boolean named = text.startsWith("<", next) && !text.startsWith("<=", next) && !text.startsWith("<!", next);
            if (named && text.indexOf('>', next) > 0) {
                next = text.indexOf('>', next) + 1;
            } else if (!take(':')) {
                throw refused("looks around, which is not computed here");
            }
        }
        Part inside = choice();
        need(')');
        return inside;
    }

    private BitSet set() {
        boolean others = take('^');
        BitSet all = new BitSet();
        while (!take(']')) {
            BitSet from = member();
            if (next + 1 < text.length() && text.charAt(next) == '-' && text.charAt(next + 1) != ']') {
                next++;
                BitSet to = member();
                if (from.cardinality() != 1 || to.cardinality() != 1 || from.length() > to.length()) {
                    throw refused("has a range that is none");
                }
                all.set(from.length() - 1, to.length());
            } else {
                all.or(from);
            }
        }
        return others ? Characters.not(all) : Characters.not(Characters.not(all));
    }

    private BitSet member() {
        int character = character();
        return character == '\\' ? escaped(/* inSet= */ true) : Characters.ranges(character, character);
    }

    private BitSet escaped(boolean inSet) {
        int character = character();
        return switch (character) {
            case 'd' -> Characters.digits();
            case 'D' -> Characters.not(Characters.digits());
            case 'w' -> Characters.words();
            case 'W' -> Characters.not(Characters.words());
            case 's' -> Characters.spaces();
            case 'S' -> Characters.not(Characters.spaces());
            case 't' -> Characters.of("\t");
            case 'n' -> Characters.of("\n");
            case 'r' -> Characters.of("\r");
            case 'f' -> Characters.of("\f");
            case 'v' -> Characters.of("\u000B");
            case 'x' -> Characters.ranges(hex(2), lastHex);
            case 'u' -> Characters.ranges(hex(4), lastHex);
            default -> {
                if (character == '0' && (next == text.length() || Character.digit(text.charAt(next), 10) < 0)) {
                    yield Characters.ranges(0, 0);
                }
                if (inSet && character == 'b') {
                    yield Characters.of("\b");
                }
                if (Character.isLetterOrDigit(character)) {
                    throw refused("has '\\" + Character.toString(character) + "', which is not computed here");
                }
                yield Characters.ranges(character, character);
            }
        };
    }

    private int lastHex;

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = next < text.length() ? Character.digit(text.charAt(next++), HEXADECIMAL) : -1;
            if (digit < 0) {
                throw refused("has a hexadecimal number that is none");
            }
            value = value * HEXADECIMAL + digit;
        }
        lastHex = value;
        return value;
    }

    private int character() {
        if (next >= text.length()) {
            throw refused("ends early");
        }
        int character = text.codePointAt(next);
        next += Character.charCount(character);
        if (Character.getType(character) == Character.SURROGATE) {
            throw refused("has half of a character");
        }
        return character;
    }

    private boolean take(char wanted) {
        boolean there = next < text.length() && text.charAt(next) == wanted;
        next += there ? 1 : 0;
        return there;
    }

    private void need(char wanted) {
        if (!take(wanted)) {
            throw refused("lacks '" + wanted + "'");
        }
    }

    private GrammarException refused(String why) {
        return new GrammarException(at + " " + why + ": send the schema without it");
    }
}
