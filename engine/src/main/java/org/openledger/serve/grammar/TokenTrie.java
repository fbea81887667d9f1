package org.openledger.serve.grammar;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The tokens of a vocabulary by their bytes: tokens that begin alike are looked at together. */
final class TokenTrie {
    /** For each node: its byte, the node after it and all below it, and where its tokens begin in {@link #tokens}. */
    private int[] bytes = new int[1024];

    private int[] ends = new int[1024];
    private int[] tokenStarts = new int[1025];
    private int nodes;
    private final int[] tokens;
    private int placed;

    /** @param texts of the tokens, in bytes; an empty one never comes */
    TokenTrie(List<byte[]> texts) {
        int[] order = IntStream.range(0, texts.size())
                .filter(id -> texts.get(id).length > 0)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(texts.get(a), texts.get(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        tokens = new int[order.length];
        build(texts, order, 0, order.length, 0);
    }

    /** Nodes for the tokens from one place to another, which have {@code depth} bytes in common. */
    private void build(List<byte[]> texts, int[] order, int from, int to, int depth) {
        int at = from;
        while (at < to) {
            int first = texts.get(order[at])[depth];
            int end = at;
            while (end < to && texts.get(order[end])[depth] == first) {
                end++;
            }
            int node = addNode(first & 0xFF);
            while (at < end && texts.get(order[at]).length == depth + 1) {
                tokens[placed++] = order[at++];
            }
            tokenStarts[node + 1] = placed;
            build(texts, order, at, end, depth + 1);
            ends[node] = nodes;
            at = end;
        }
    }

    private int addNode(int unsignedByte) {
        if (nodes == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * nodes);
            ends = Arrays.copyOf(ends, 2 * nodes);
            tokenStarts = Arrays.copyOf(tokenStarts, 2 * nodes + 1);
        }
        bytes[nodes] = unsignedByte;
        tokenStarts[nodes] = placed;
        return nodes++;
    }

    /** The tokens whose bytes may all come from a state on. */
    BitSet allowed(Automaton automaton, Automaton.State state) {
        BitSet allowed = new BitSet();
        walk(automaton, state, 0, nodes, allowed);
        return allowed;
    }

    private void walk(Automaton automaton, Automaton.State state, int from, int to, BitSet allowed) {
        int node = from;
        while (node < to) {
            Automaton.State next = automaton.next(state, bytes[node]);
            if (!next.isDead()) {
                for (int i = tokenStarts[node]; i < tokenStarts[node + 1]; i++) {
                    allowed.set(tokens[i]);
                }
                walk(automaton, next, node + 1, ends[node], allowed);
            }
            node = ends[node];
        }
    }
}
