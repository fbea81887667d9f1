package org.openledger.serve.grammar;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of texts, as bytes of UTF-8. Terms are alike when they are the same object. */
abstract sealed class Term {
    /** Whether it has a text at all; set once the whole grammar is known. */
    private boolean productive;

    boolean productive() {
        return productive;
    }

    /** Notes that it has a text; false when that was known. */
    boolean prove() {
        boolean news = !productive && hasText();
        productive |= news;
        return news;
    }

    /** Whether a text follows from what is known of its parts. */
    abstract boolean hasText();

    abstract List<Term> parts();

    /** One text. */
    static final class Literal extends Term {
        private final byte[] bytes;

        Literal(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        boolean hasText() {
            return true;
        }

        @Override
        List<Term> parts() {
            return List.of();
        }
    }

    /** One byte of several. */
    static final class OneOf extends Term {
        private final BitSet bytes;

        OneOf(BitSet bytes) {
            this.bytes = bytes;
        }

        boolean has(int unsignedByte) {
            return bytes.get(unsignedByte);
        }

        @Override
        boolean hasText() {
            return !bytes.isEmpty();
        }

        @Override
        List<Term> parts() {
            return List.of();
        }
    }

    /** One after the other. */
    static final class Sequence extends Term {
        private final List<Term> parts;

        Sequence(List<Term> parts) {
            this.parts = List.copyOf(parts);
        }

        @Override
        boolean hasText() {
            return parts.stream().allMatch(Term::productive);
        }

        @Override
        List<Term> parts() {
            return parts;
        }
    }

    /** Any one. */
    static final class Choice extends Term {
        private final List<Term> parts;

        Choice(List<Term> parts) {
            this.parts = List.copyOf(parts);
        }

        @Override
        boolean hasText() {
            return parts.stream().anyMatch(Term::productive);
        }

        @Override
        List<Term> parts() {
            return parts;
        }
    }

    /** The same term several times; it must have no empty text. */
    static final class Repeated extends Term {
        static final int UNBOUNDED = Integer.MAX_VALUE;

        private final Term part;
        private final int least;
        private final int most;

        Repeated(Term part, int least, int most) {
            this.part = part;
            this.least = least;
            this.most = most;
        }

        Term part() {
            return part;
        }

        int least() {
            return least;
        }

        int most() {
            return most;
        }

        @Override
        boolean hasText() {
            return least <= most && (least == 0 || part.productive());
        }

        @Override
        List<Term> parts() {
            return List.of(part);
        }
    }

    /** A term that is told later, since it may hold itself. */
    static final class Named extends Term {
        private @Nullable Term meaning;

        void means(Term term) {
            meaning = term;
        }

        Term meaning() {
            if (meaning == null) {
                throw new IllegalStateException("a name has no meaning yet");
            }
            return meaning;
        }

        @Override
        boolean hasText() {
            return meaning().productive();
        }

        @Override
        List<Term> parts() {
            return List.of(meaning());
        }
    }
}
