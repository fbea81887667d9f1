package org.openledger.serve.grammar;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes by a term, as a push-down automaton in all of its states at once. Sets of stacks that were met are states of a finite
 * automaton that grows as it is used, so that most bytes cost one look-up. For one thread at a time.
 */
final class Automaton {
    /** Deeper nesting than that is not written. */
    private static final int MAXIMUM_DEPTH = 600;
    /** States remembered; when full, all are forgotten. */
    private static final int MAXIMUM_STATES = 50_000;

    private static final int BYTES = 256;

    /** What has to be read still, the next first: a term and how much of it was read. */
    private static final class Stack {
        private final Term term;
        private final int done;
        private final @Nullable Stack next;
        private final int depth;
        private final int hash;

        Stack(Term term, int done, @Nullable Stack next) {
            this.term = term;
            this.done = done;
            this.next = next;
            this.depth = next == null ? 1 : next.depth + 1;
            this.hash = 31 * (31 * System.identityHashCode(term) + done) + Objects.hashCode(next);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // terms are alike when they are the same
        public boolean equals(@Nullable Object other) {
            Stack one = this;
            if (!(other instanceof Stack two)) {
                return false;
            }
            while (one != two) {
                if (one.hash != two.hash || one.term != two.term || one.done != two.done) {
                    return false;
                }
                if (one.next == null || two.next == null) {
                    return one.next == two.next;
                }
                one = one.next;
                two = two.next;
            }
            return true;
        }
    }

    /** A state: the stacks in which bytes may come, and whether the text may end. */
    static final class State {
        private final Set<Stack> stacks;
        private final boolean end;
        private final @Nullable State[] next = new State[BYTES];

        private State(Set<Stack> stacks, boolean end) {
            this.stacks = stacks;
            this.end = end;
        }

        boolean mayEnd() {
            return end;
        }

        boolean isDead() {
            return stacks.isEmpty() && !end;
        }
    }

    private record Key(Set<Stack> stacks, boolean end) {}

    private final Map<Key, State> states = new HashMap<>();
    /** Names that are being gone into: one that comes to itself without a byte says nothing new. */
    private final Set<Stack> expanding = new HashSet<>();

    private final State start;

    Automaton(Term term) {
        Set<Stack> stacks = new LinkedHashSet<>();
        boolean end = expand(term, 0, null, stacks);
        start = state(stacks, end);
    }

    State start() {
        return start;
    }

    /** The state after one more byte; a dead one where it may not come. */
    State next(State state, int unsignedByte) {
        State known = state.next[unsignedByte];
        if (known == null) {
            known = compute(state, unsignedByte);
            state.next[unsignedByte] = known;
        }
        return known;
    }

    private State compute(State state, int unsignedByte) {
        Set<Stack> stacks = new LinkedHashSet<>();
        boolean end = false;
        for (Stack stack : state.stacks) {
            end |= switch (stack.term) {
                case Term.OneOf one -> one.has(unsignedByte) && follow(stack.next, stacks);
                case Term.Literal literal -> {
                    if (Byte.toUnsignedInt(literal.bytes()[stack.done]) != unsignedByte) {
                        yield false;
                    }
                    yield stack.done + 1 == literal.bytes().length
                            ? follow(stack.next, stacks)
                            : add(new Stack(literal, stack.done + 1, stack.next), stacks);
                }
                default -> throw new IllegalStateException("a state waits for no byte");
            };
        }
        return state(stacks, end);
    }

    private State state(Set<Stack> stacks, boolean end) {
        if (states.size() >= MAXIMUM_STATES) {
            states.clear();
        }
        return states.computeIfAbsent(new Key(stacks, end), key -> new State(key.stacks(), key.end()));
    }

    private static boolean add(Stack stack, Set<Stack> stacks) {
        stacks.add(stack);
        return false;
    }

    /** What may come after a term was read; whether that may be nothing. */
    private boolean follow(@Nullable Stack stack, Set<Stack> stacks) {
        return stack == null || expand(stack.term, stack.done, stack.next, stacks);
    }

    /** Adds the stacks in which a byte is next; says whether the text may end. Terms without a text are not gone into. */
    private boolean expand(Term term, int done, @Nullable Stack next, Set<Stack> stacks) {
        if (!term.productive() || (next != null && next.depth > MAXIMUM_DEPTH)) {
            return false;
        }
        return switch (term) {
            case Term.OneOf one -> add(new Stack(one, 0, next), stacks);
            case Term.Literal literal ->
                literal.bytes().length == 0 ? follow(next, stacks) : add(new Stack(literal, done, next), stacks);
            case Term.Named named -> {
                Stack place = new Stack(named, 0, next);
                if (!expanding.add(place)) {
                    yield false;
                }
                boolean end = expand(named.meaning(), 0, next, stacks);
                expanding.remove(place);
                yield end;
            }
            case Term.Choice choice -> {
                boolean end = false;
                for (Term part : choice.parts()) {
                    end |= expand(part, 0, next, stacks);
                }
                yield end;
            }
            case Term.Sequence sequence -> {
                if (done == sequence.parts().size()) {
                    yield follow(next, stacks);
                }
                boolean last = done + 1 == sequence.parts().size();
                yield expand(sequence.parts().get(done), 0, last ? next : new Stack(sequence, done + 1, next), stacks);
            }
            case Term.Repeated repeated -> {
                boolean end = done >= repeated.least() && follow(next, stacks);
                if (done < repeated.most()) {
                    // without a bound, how often matters only up to the least
                    boolean counted = repeated.most() != Term.Repeated.UNBOUNDED || done < repeated.least();
                    end |= expand(repeated.part(), 0, new Stack(repeated, counted ? done + 1 : done, next), stacks);
                }
                yield end;
            }
        };
    }
}
