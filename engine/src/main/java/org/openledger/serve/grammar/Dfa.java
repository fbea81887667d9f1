package org.openledger.serve.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A machine over the bytes of a string's content: from each state and byte to one state, or to none (−1). The first state is 0. */
record Dfa(List<int[]> next, BitSet accepting) {
    private static final int BYTES = 256;
    private static final int NONE = -1;
    private static final int MOST_STATES = 4_000;
    /** Of states of what it is made of, over all steps of making it. */
    private static final long MOST_WORK = 30_000_000;

    /** The strings of both. */
    Dfa and(Dfa other, String at) {
        Map<Long, Integer> numbers = new HashMap<>();
        List<long[]> pairs = new ArrayList<>();
        List<int[]> steps = new ArrayList<>();
        BitSet accepts = new BitSet();
        number(numbers, pairs, 0, 0);
        for (int state = 0; state < pairs.size(); state++) {
            int one = (int) pairs.get(state)[0];
            int two = (int) pairs.get(state)[1];
            accepts.set(state, accepting.get(one) && other.accepting.get(two));
            int[] step = new int[BYTES];
            for (int each = 0; each < BYTES; each++) {
                int oneNext = next.get(one)[each];
                int twoNext = other.next.get(two)[each];
                step[each] = oneNext == NONE || twoNext == NONE ? NONE : number(numbers, pairs, oneNext, twoNext);
            }
            steps.add(step);
            requireSmall(steps.size(), at);
        }
        return new Dfa(steps, accepts);
    }

    private static int number(Map<Long, Integer> numbers, List<long[]> pairs, int one, int two) {
        return numbers.computeIfAbsent((long) one << Integer.SIZE | two, _ -> {
            pairs.add(new long[] {one, two});
            return pairs.size() - 1;
        });
    }

    private static void requireSmall(long states, String at) {
        if (states > MOST_STATES) {
            throw new GrammarException(at + " has more states than can be held: send a simpler one");
        }
    }

    /** Its strings in JSON, with what stands before and after them. */
    Term term() {
        List<Term.Named> states = new ArrayList<>();
        next.forEach(_ -> states.add(new Term.Named()));
        for (int state = 0; state < next.size(); state++) {
            Map<Integer, BitSet> bytesTo = new HashMap<>();
            for (int each = 0; each < BYTES; each++) {
                if (next.get(state)[each] != NONE) {
                    bytesTo.computeIfAbsent(next.get(state)[each], _ -> new BitSet(BYTES))
                            .set(each);
                }
            }
            List<Term> ways = new ArrayList<>();
            bytesTo.forEach((to, bytes) -> ways.add(JsonTerms.sequence(new Term.OneOf(bytes), states.get(to))));
            if (accepting.get(state)) {
                ways.add(JsonTerms.literal("\""));
            }
            states.get(state).means(new Term.Choice(ways));
        }
        return JsonTerms.sequence(JsonTerms.literal("\""), states.getFirst());
    }

    /** A machine that may be in several states at once (Thompson), made deterministic in the end. */
    static final class Builder {
        private static final int MOST = 20_000;

        private record Step(int from, int to, int target) {}

        private final List<List<Integer>> empty = new ArrayList<>();
        private final List<List<Step>> steps = new ArrayList<>();
        private final Map<BitSet, List<Characters.Bytes>> known = new HashMap<>();

        int state() {
            if (empty.size() >= MOST) {
                throw new GrammarException("a pattern has more states than can be held: send a simpler one");
            }
            empty.add(new ArrayList<>());
            steps.add(new ArrayList<>());
            return empty.size() - 1;
        }

        void empty(int from, int to) {
            empty.get(from).add(to);
        }

        /** The state after one of some characters. */
        int characters(int from, BitSet characters) {
            int end = state();
            for (Characters.Bytes bytes : known.computeIfAbsent(characters, Characters::bytes)) {
                int at = from;
                for (int i = 0; i < bytes.from().size(); i++) {
                    int to = i + 1 == bytes.from().size() ? end : state();
                    steps.get(at).add(new Step(bytes.from().get(i), bytes.to().get(i), to));
                    at = to;
                }
            }
            return end;
        }

        Dfa build(int start, int end, String at) {
            Map<BitSet, Integer> numbers = new HashMap<>();
            List<BitSet> sets = new ArrayList<>();
            List<int[]> next = new ArrayList<>();
            BitSet accepting = new BitSet();
            number(numbers, sets, closed(List.of(start)));
            long work = 0;
            for (int state = 0; state < sets.size(); state++) {
                BitSet set = sets.get(state);
                accepting.set(state, set.get(end));
                List<Step> all = new ArrayList<>();
                set.stream().forEach(each -> all.addAll(steps.get(each)));
                BitSet cuts = new BitSet(BYTES + 1);
                cuts.set(0);
                all.forEach(step -> {
                    cuts.set(step.from());
                    cuts.set(step.to() + 1);
                });
                int[] step = new int[BYTES];
                Arrays.fill(step, NONE);
                for (int from = 0; from >= 0 && from < BYTES; from = cuts.nextSetBit(from + 1)) {
                    int cut = from;
                    List<Integer> targets = all.stream()
                            .filter(each -> each.from() <= cut && cut <= each.to())
                            .map(Step::target)
                            .toList();
                    if (!targets.isEmpty()) {
                        BitSet closed = closed(targets);
                        work += all.size() + closed.cardinality();
                        int to = cuts.nextSetBit(from + 1);
                        Arrays.fill(step, from, to < 0 ? BYTES : to, number(numbers, sets, closed));
                    }
                }
                next.add(step);
                requireSmall(work > MOST_WORK ? Long.MAX_VALUE : sets.size(), at);
            }
            return new Dfa(next, accepting);
        }

        private static int number(Map<BitSet, Integer> numbers, List<BitSet> sets, BitSet set) {
            return numbers.computeIfAbsent(set, _ -> {
                sets.add(set);
                return sets.size() - 1;
            });
        }

        private BitSet closed(List<Integer> states) {
            BitSet closed = new BitSet();
            Deque<Integer> open = new ArrayDeque<>(states);
            while (!open.isEmpty()) {
                int state = open.pop();
                if (!closed.get(state)) {
                    closed.set(state);
                    empty.get(state).forEach(open::push);
                }
            }
            return closed;
        }
    }
}
