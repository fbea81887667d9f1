package org.openledger.serve.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** JSON's own terms (RFC 8259). Spaces are few, and numbers short, so that a model cannot write them for ever. */
final class JsonTerms {
    private static final int MAXIMUM_INDENT = 24;
    private static final int MAXIMUM_DIGITS = 15;

    /** Nothing, one space, or a new line and its indent. */
    final Term space =
            optional(choice(literal(" "), sequence(literal("\n"), new Term.Repeated(literal(" "), 0, MAXIMUM_INDENT))));

    final Term integer = sequence(optional(literal("-")), natural());
    final Term number = sequence(integer, optional(fraction()), optional(exponent()));
    final Term flag = choice(literal("true"), literal("false"));
    final Term nothing = literal("null");
    final Term character = character();
    final Term string = string(0, Term.Repeated.UNBOUNDED);
    final Term value;
    final Term object;

    JsonTerms() {
        Term.Named any = new Term.Named();
        object = object(any);
        value = any;
        any.means(choice(string, number, flag, nothing, object, array(any, 0, Term.Repeated.UNBOUNDED)));
    }

    static Term literal(String text) {
        return new Term.Literal(text.getBytes(StandardCharsets.UTF_8));
    }

    static Term sequence(Term... parts) {
        return new Term.Sequence(List.of(parts));
    }

    static Term choice(Term... parts) {
        return new Term.Choice(List.of(parts));
    }

    static Term optional(Term part) {
        return new Term.Repeated(part, 0, 1);
    }

    /** @param ranges from and to, both inclusive, in turn */
    static Term bytes(int... ranges) {
        BitSet bytes = new BitSet(256);
        for (int i = 0; i < ranges.length; i += 2) {
            bytes.set(ranges[i], ranges[i + 1] + 1);
        }
        return new Term.OneOf(bytes);
    }

    private static Term natural() {
        return choice(
                literal("0"), sequence(bytes('1', '9'), new Term.Repeated(bytes('0', '9'), 0, MAXIMUM_DIGITS - 1)));
    }

    static Term fraction() {
        return sequence(literal("."), new Term.Repeated(bytes('0', '9'), 1, MAXIMUM_DIGITS));
    }

    private static Term exponent() {
        return sequence(
                bytes('e', 'e', 'E', 'E'),
                optional(bytes('+', '+', '-', '-')),
                new Term.Repeated(bytes('0', '9'), 1, 2));
    }

    /** One character of a string: as it is, in well-formed UTF-8 (Unicode, table 3-7), or escaped; no half of a pair. */
    private static Term character() {
        Term more = bytes(0x80, 0xBF);
        Term hex = bytes('0', '9', 'a', 'f', 'A', 'F');
        return choice(
                bytes(' ', '!', '#', '[', ']', 0x7E),
                sequence(bytes(0xC2, 0xDF), more),
                sequence(bytes(0xE0, 0xE0), bytes(0xA0, 0xBF), more),
                sequence(bytes(0xE1, 0xEC, 0xEE, 0xEF), more, more),
                sequence(bytes(0xED, 0xED), bytes(0x80, 0x9F), more),
                sequence(bytes(0xF0, 0xF0), bytes(0x90, 0xBF), more, more),
                sequence(bytes(0xF1, 0xF3), more, more, more),
                sequence(bytes(0xF4, 0xF4), bytes(0x80, 0x8F), more, more),
                sequence(
                        literal("\\"),
                        choice(
                                bytes('"', '"', '\\', '\\', '/', '/', 'b', 'b', 'f', 'f', 'n', 'n', 'r', 'r', 't', 't'),
                                sequence(
                                        literal("u"),
                                        bytes('0', '9', 'a', 'c', 'e', 'f', 'A', 'C', 'E', 'F'),
                                        hex,
                                        hex,
                                        hex),
                                sequence(literal("u"), bytes('d', 'd', 'D', 'D'), bytes('0', '7'), hex, hex))));
    }

    /** @param least characters */
    Term string(int least, int most) {
        return sequence(literal("\""), new Term.Repeated(character, least, most), literal("\""));
    }

    /** An array whose items are of one kind. */
    Term array(Term item, int least, int most) {
        Term next = sequence(literal(","), space, item);
        Term some = sequence(
                literal("["),
                space,
                item,
                new Term.Repeated(next, Math.max(0, least - 1), most == Term.Repeated.UNBOUNDED ? most : most - 1),
                space,
                literal("]"));
        Term none = sequence(literal("["), space, literal("]"));
        if (least > most) {
            return choice();
        }
        return most == 0 ? none : least > 0 ? some : choice(none, some);
    }

    /** An object with any names, whose values are of one kind. */
    Term object(Term each) {
        Term member = sequence(string, literal(":"), space, each);
        Term next = sequence(literal(","), space, member);
        Term some = sequence(
                literal("{"), space, member, new Term.Repeated(next, 0, Term.Repeated.UNBOUNDED), space, literal("}"));
        return choice(sequence(literal("{"), space, literal("}")), some);
    }

    /** A member of an object that is declared. */
    record Member(String json, Term value, boolean required) {}

    /** An object with the declared members in their order. */
    Term object(List<Member> members) {
        Term end = sequence(space, literal("}"));
        List<Term> afterSome = new ArrayList<>(List.of(end));
        List<Term> afterNone = new ArrayList<>(List.of(end));
        for (Member member : members.reversed()) {
            Term text = sequence(literal(member.json() + ":"), space, member.value());
            Term rest = afterSome.getLast();
            Term more = sequence(literal(","), space, text, rest);
            Term first = sequence(space, text, rest);
            afterSome.add(member.required() ? more : choice(more, rest));
            afterNone.add(member.required() ? first : choice(first, afterNone.getLast()));
        }
        return sequence(literal("{"), afterNone.getLast());
    }
}
