package org.openledger.verify.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** A tree as chains keep their state in (yellow paper, appendix D), made from all of its values. */
final class PatriciaTree {
    private static final int WIDTH = 16;

    /** Values by the nibbles of their hashed keys, one character each. */
    private final SortedMap<String, byte[]> values = new TreeMap<>();

    void put(byte[] key, byte[] value) {
        values.put(Hex.of(Hashes.keccak256(key)), value);
    }

    byte[] root() {
        return Hashes.keccak256(Rlp.encode(node(values, 0, List.of(), "")));
    }

    /** The nodes from the root to a key, or to where it is seen not to be there; small ones stand in those above them. */
    List<byte[]> proof(byte[] key) {
        List<byte[]> nodes = new ArrayList<>();
        Rlp.Item root = node(values, 0, nodes, Hex.of(Hashes.keccak256(key)));
        nodes.add(Rlp.encode(root));
        return nodes;
    }

    /** @param to takes the nodes that lead to the wanted key and are referred to by their hash */
    private static Rlp.Item node(SortedMap<String, byte[]> of, int depth, List<byte[]> to, String wanted) {
        String first = of.firstKey();
        if (of.size() == 1) {
            return Rlp.of(List.of(path(first.substring(depth), true), Rlp.of(Objects.requireNonNull(of.get(first)))));
        }
        int common = depth;
        while (first.charAt(common) == of.lastKey().charAt(common)) {
            common++;
        }
        if (common > depth) {
            boolean led = wanted.startsWith(first.substring(0, common));
            Rlp.Item below = reference(node(of, common, to, wanted), led, to);
            return Rlp.of(List.of(path(first.substring(depth, common), false), below));
        }
        List<Rlp.Item> children = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            String start = first.substring(0, depth) + Character.forDigit(i, WIDTH);
            SortedMap<String, byte[]> part = of.subMap(start, start + Character.MAX_VALUE);
            children.add(
                    part.isEmpty()
                            ? Rlp.of(new byte[0])
                            : reference(node(part, depth + 1, to, wanted), wanted.startsWith(start), to));
        }
        children.add(Rlp.of(new byte[0]));
        return Rlp.of(children);
    }

    private static Rlp.Item reference(Rlp.Item node, boolean led, List<byte[]> to) {
        byte[] bytes = Rlp.encode(node);
        if (bytes.length < Hashes.BYTES) {
            return node;
        }
        if (led) {
            to.add(bytes);
        }
        return Rlp.of(Hashes.keccak256(bytes));
    }

    private static Rlp.Item path(String nibbles, boolean leaf) {
        int flag = (leaf ? 2 : 0) + nibbles.length() % 2;
        String digits = Character.forDigit(flag, WIDTH) + (nibbles.length() % 2 == 0 ? "0" : "") + nibbles;
        return Rlp.of(Arrays.copyOf(Hex.parse(digits), digits.length() / 2));
    }
}
