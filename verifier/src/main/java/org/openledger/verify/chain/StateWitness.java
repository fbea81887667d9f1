package org.openledger.verify.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.datanet.Members;

/**
 * A block's header and the nodes of its state's tree that lead to some slots (schema {@code openledger.chain/1}). Nodes are found by their
 * hash, from the header's state root down (Ethereum yellow paper, appendix D; EIP-1186), so a node that is not of this block is never
 * reached. The nodes stand in ascending order, and {@link #requireAllUsed} refuses those that nothing needed: of what was read there is
 * one witness.
 */
public final class StateWitness implements Storage {
    static final String SCHEMA = "openledger.chain/1";
    private static final int MAX_NODES = 20_000;
    private static final int MAX_NODE_BYTES = 1_024;
    private static final int BRANCH = 17;
    private static final int ACCOUNT_FIELDS = 4;
    private static final int STORAGE_ROOT = 2;
    private static final int CODE_HASH = 3;
    private static final String EMPTY = Hex.prefixed(Hashes.keccak256(Rlp.encode(Rlp.of(new byte[0]))));

    private final long chainId;
    private final byte[] headerRlp;
    private final BlockHeader header;
    private final Map<String, byte[]> nodes = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, Account> accounts = new HashMap<>();

    /** @param headerRlp of the block */
    public StateWitness(long chainId, byte[] headerRlp) {
        this.chainId = chainId;
        this.headerRlp = headerRlp.clone();
        this.header = BlockHeader.parse(headerRlp);
    }

    private record Account(String storageRoot, String codeHash) {}

    public long chainId() {
        return chainId;
    }

    public BlockHeader header() {
        return header;
    }

    /** Adds a node; one that is there is kept as it is. */
    public void add(byte[] node) {
        Require.atMost("a node", node.length, MAX_NODE_BYTES);
        nodes.putIfAbsent(Hex.prefixed(Hashes.keccak256(node)), node.clone());
        Require.atMost("the witness", nodes.size(), MAX_NODES);
    }

    /** The Keccak-256 of a contract's code, 0x and 64 digits. */
    public String codeHash(String contract) {
        return account(contract).codeHash();
    }

    private Account account(String contract) {
        Account known = accounts.get(contract);
        if (known != null) {
            return known;
        }
        Require.address("contract", contract);
        byte[] found = find(header.stateRoot(), Hashes.keccak256(Hex.parsePrefixed(contract)))
                .orElseThrow(() -> new VerifyException("block " + header.number() + " has no account " + contract));
        List<Rlp.Item> fields = Rlp.decode(found).items();
        Require.that(fields.size() == ACCOUNT_FIELDS, "the account " + contract + " is malformed");
        Account account = new Account(hash(fields.get(STORAGE_ROOT)), hash(fields.get(CODE_HASH)));
        accounts.put(contract, account);
        return account;
    }

    private static String hash(Rlp.Item item) {
        byte[] bytes = item.bytes();
        Require.that(bytes.length == Hashes.BYTES, "a hash has " + bytes.length + " bytes");
        return Hex.prefixed(bytes);
    }

    /** Zero is no value, or, in trees that anvil makes, an empty one. */
    @Override
    public byte[] word(String contract, BigInteger slot) {
        byte[] word = new byte[Hashes.BYTES];
        find(account(contract).storageRoot(), Hashes.keccak256(Slots.bytes(slot)))
                .ifPresent(found -> {
                    byte[] value = Rlp.decode(found).bytes();
                    Require.that(
                            value.length == 0 || (value.length <= Hashes.BYTES && value[0] != 0),
                            "the value of a slot of " + contract + " is malformed");
                    System.arraycopy(value, 0, word, word.length - value.length, value.length);
                });
        return word;
    }

    /** What a tree has at a key; empty where the nodes show that it has nothing there. */
    private Optional<byte[]> find(String root, byte[] key) {
        if (root.equals(EMPTY)) {
            return Optional.empty();
        }
        byte[] nibbles = nibbles(key);
        int at = 0;
        List<Rlp.Item> node = node(root);
        while (true) {
            Rlp.Item next;
            if (node.size() == BRANCH) {
                Require.that(at < nibbles.length, "a tree is deeper than its keys");
                next = node.get(nibbles[at++]);
            } else {
                Require.that(node.size() == 2, "a node has " + node.size() + " items");
                byte[] path = node.get(0).bytes();
                Require.that(path.length != 0, "a node has no path");
                boolean leaf = (path[0] & 0x20) != 0;
                byte[] rest = rest(path);
                boolean same = at + rest.length <= nibbles.length
                        && Arrays.equals(rest, Arrays.copyOfRange(nibbles, at, at + rest.length));
                if (!same) {
                    return Optional.empty();
                }
                at += rest.length;
                if (leaf) {
                    Require.that(at == nibbles.length, "a leaf is not at the end of its key");
                    return Optional.of(node.get(1).bytes());
                }
                next = node.get(1);
            }
            Optional<List<Rlp.Item>> child = child(next);
            if (child.isEmpty()) {
                return Optional.empty();
            }
            node = child.get();
        }
    }

    /** Small nodes stand in those above them, others by their hash. */
    private Optional<List<Rlp.Item>> child(Rlp.Item reference) {
        if (Rlp.isList(reference)) {
            return Optional.of(reference.items());
        }
        return reference.bytes().length == 0 ? Optional.empty() : Optional.of(node(hash(reference)));
    }

    private List<Rlp.Item> node(String hash) {
        byte[] found = nodes.get(hash);
        if (found == null) {
            throw new VerifyException("the node " + hash + " of block " + header.number() + "'s state is not there");
        }
        used.add(hash);
        return Rlp.decode(found).items();
    }

    private static byte[] nibbles(byte[] bytes) {
        byte[] nibbles = new byte[2 * bytes.length];
        for (int i = 0; i < nibbles.length; i++) {
            nibbles[i] = (byte) (i % 2 == 0 ? (bytes[i / 2] >> 4) & 0xf : bytes[i / 2] & 0xf);
        }
        return nibbles;
    }

    /** The nibbles of a path after its flags: one of four where their number is odd, else two. */
    private static byte[] rest(byte[] path) {
        byte[] all = nibbles(path);
        return Arrays.copyOfRange(all, (all[0] & 1) != 0 ? 1 : 2, all.length);
    }

    /** Refuses nodes that nothing which was read needed. */
    public void requireAllUsed() {
        Require.that(
                used.size() == nodes.size(),
                "it has " + (nodes.size() - used.size()) + " nodes that lead to nothing that is read");
    }

    public Json json() {
        List<byte[]> ascending = new ArrayList<>(nodes.values());
        ascending.sort(Comparator.comparing(Hex::of));
        return Json.object()
                .put("schema", SCHEMA)
                .put("chainId", chainId)
                .put("header", Hex.prefixed(headerRlp))
                .put("nodes", Json.strings(ascending.stream().map(Hex::prefixed).toList()))
                .build();
    }

    public static StateWitness parse(Members json) {
        json.only("schema", "chainId", "header", "nodes");
        Require.that(json.text("schema").equals(SCHEMA), "it is of " + json.text("schema") + ", not of " + SCHEMA);
        StateWitness witness = new StateWitness(json.number("chainId"), Hex.parsePrefixed(json.text("header")));
        String before = "";
        List<String> nodes = json.texts("nodes");
        Require.atMost("the witness", nodes.size(), MAX_NODES);
        for (String node : nodes) {
            Require.that(before.compareTo(node) < 0, "its nodes are not in ascending order, each once");
            witness.add(Hex.parsePrefixed(node));
            before = node;
        }
        return witness;
    }
}
