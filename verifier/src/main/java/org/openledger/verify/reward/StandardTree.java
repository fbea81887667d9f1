package org.openledger.verify.reward;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.VerifyException;

/**
 * The tree of epochs that were settled before trees had sums, laid out as OpenZeppelin's StandardMerkleTree of
 * {@code [address, uint256]} (npm @openzeppelin/merkle-tree), so that its proofs pass MerkleProof on chain. Leaves are
 * hashed twice, which keeps a leaf from passing for a node, and pairs are sorted, which spares the proof its directions.
 */
public final class StandardTree implements ClaimTree {
    /** A binary heap: the root first, the children of i at 2i+1 and 2i+2, the leaves last. */
    private final byte[][] nodes;

    private final Map<String, Integer> positions;

    private StandardTree(byte[][] nodes, Map<String, Integer> positions) {
        this.nodes = nodes;
        this.positions = positions;
    }

    /** The tree over at least one account; the keys are lowercase addresses, the values cumulative wei. */
    public static StandardTree of(SortedMap<String, BigInteger> cumulativeWei) {
        int count = cumulativeWei.size();
        if (count == 0 || count > RewardTree.MAX_ACCOUNTS) {
            throw new VerifyException(
                    "a reward tree needs between 1 and " + RewardTree.MAX_ACCOUNTS + " accounts, not " + count);
        }
        List<Leaf> leaves = new ArrayList<>(count);
        cumulativeWei.forEach((account, wei) -> leaves.add(new Leaf(account, leaf(account, wei))));
        leaves.sort((a, b) -> Arrays.compareUnsigned(a.hash, b.hash));
        byte[][] nodes = new byte[2 * count - 1][];
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int position = nodes.length - 1 - i;
            nodes[position] = leaves.get(i).hash;
            positions.put(leaves.get(i).account, position);
        }
        for (int i = count - 2; i >= 0; i--) {
            nodes[i] = pairHash(nodes[2 * i + 1], nodes[2 * i + 2]);
        }
        return new StandardTree(nodes, positions);
    }

    @Override
    public byte[] root() {
        return nodes[0].clone();
    }

    /** The hashes that lead from the account's leaf to the root, lowest first. */
    @Override
    public List<byte[]> proof(String account) {
        Integer position = positions.get(account);
        if (position == null) {
            throw new VerifyException("the account " + account + " is not in this reward tree");
        }
        List<byte[]> proof = new ArrayList<>();
        for (int node = position; node > 0; node = (node - 1) / 2) {
            int sibling = node % 2 == 0 ? node - 1 : node + 1;
            proof.add(nodes[sibling].clone());
        }
        return proof;
    }

    /** {@code keccak256(bytes.concat(keccak256(abi.encode(account, cumulativeWei))))}. */
    public static byte[] leaf(String account, BigInteger cumulativeWei) {
        return Hashes.keccak256(RewardTree.leafHash(account, cumulativeWei));
    }

    /** Whether the proof leads from the account's leaf to the root, as MerkleProof.verify decides it on chain. */
    public static boolean verify(String account, BigInteger cumulativeWei, List<byte[]> proof, byte[] root) {
        byte[] hash = leaf(account, cumulativeWei);
        for (byte[] sibling : proof) {
            if (sibling.length != Hashes.BYTES) {
                return false;
            }
            hash = pairHash(hash, sibling);
        }
        return Arrays.equals(hash, root);
    }

    private static byte[] pairHash(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b) < 0 ? Hashes.keccak256(a, b) : Hashes.keccak256(b, a);
    }

    private static final class Leaf {
        private final String account;
        private final byte[] hash;

        Leaf(String account, byte[] hash) {
            this.account = account;
            this.hash = hash;
        }
    }
}
