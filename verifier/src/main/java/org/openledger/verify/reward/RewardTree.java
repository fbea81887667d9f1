package org.openledger.verify.reward;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Secp256k1;
import org.openledger.verify.bytes.VerifyException;

/**
 * An epoch's tree of what each account has earned so far, in wei: a Merkle-sum tree in the order of accounts, as
 * {@code RewardTree.sol} has it. Every inner node commits to the hashes and the sums of its two children, so that a proof
 * ends in the sum of all leaves. The first leaf is of {@link #FIRST} and the last of {@link #LAST}, both of nothing, so
 * that whoever is missing has a neighbour on each side; as many of the last follow as make the leaves a power of two.
 *
 * <pre>
 * leaf = keccak256(account as 32 bytes, cumulativeWei as 32 bytes)
 * node = keccak256(left hash, right hash, left sum as 16 bytes, right sum as 16 bytes)
 * root = keccak256(hash of the top node, number of levels below it as 32 bytes)
 * step = one byte, 1 where the sibling is on the left, else 0; its hash; its sum as 16 bytes
 * </pre>
 */
public final class RewardTree implements ClaimTree {
    /** More accounts than this need another form. */
    public static final int MAX_ACCOUNTS = (1 << 24) - 2;
    /** Bytes of one step of a proof. */
    public static final int STEP_BYTES = 1 + Hashes.BYTES + 16;

    public static final String FIRST = "0x" + "00".repeat(20);
    public static final String LAST = "0x" + "ff".repeat(20);

    private static final int MAX_LEVELS = 64;
    private static final int SUM_BYTES = 16;
    private static final int SUM_BITS = 8 * SUM_BYTES;
    private static final BigInteger WORD_LIMIT = BigInteger.ONE.shiftLeft(256);

    private final List<String> accounts;
    private final List<BigInteger> amounts;
    /** By level, from the leaves up. */
    private final List<Level> levels;

    private RewardTree(List<String> accounts, List<BigInteger> amounts, List<Level> levels) {
        this.accounts = accounts;
        this.amounts = amounts;
        this.levels = levels;
    }

    private static final class Level {
        private final byte[][] hashes;
        private final BigInteger[] sums;

        Level(byte[][] hashes, BigInteger[] sums) {
            this.hashes = hashes;
            this.sums = sums;
        }

        Level above() {
            int count = hashes.length / 2;
            Level above = new Level(new byte[count][], new BigInteger[count]);
            for (int i = 0; i < count; i++) {
                BigInteger left = sums[2 * i];
                BigInteger right = sums[2 * i + 1];
                above.hashes[i] = node(hashes[2 * i], hashes[2 * i + 1], left, right);
                above.sums[i] = left.add(right);
            }
            return above;
        }
    }

    /** A leaf with what shows that it is in a tree. */
    public record Leaf(String account, BigInteger cumulativeWei, List<byte[]> proof) {
        public Leaf {
            proof = List.copyOf(proof);
        }
    }

    /**
     * Where a proof leads.
     *
     * @param root 0x and 64 hexadecimal digits
     * @param totalWei what all leaves of the tree sum to
     * @param index where the leaf stands, from 0
     */
    public record End(String root, BigInteger totalWei, long index) {}

    /** The tree over at least one account; the keys are lowercase addresses, the values cumulative wei. */
    public static RewardTree of(SortedMap<String, BigInteger> cumulativeWei) {
        int count = cumulativeWei.size();
        if (count == 0 || count > MAX_ACCOUNTS) {
            throw new VerifyException("a reward tree needs between 1 and " + MAX_ACCOUNTS + " accounts, not " + count);
        }
        // An address is lower case, so that the order of texts is that of numbers.
        SortedMap<String, BigInteger> inOrder = new TreeMap<>(cumulativeWei);
        if (inOrder.containsKey(FIRST) || inOrder.containsKey(LAST)) {
            throw new VerifyException("neither " + FIRST + " nor " + LAST + " earns anything: they end the tree");
        }
        int size = Integer.highestOneBit(count + 1) * 2;
        List<String> accounts = new ArrayList<>(size);
        List<BigInteger> amounts = new ArrayList<>(size);
        accounts.add(FIRST);
        amounts.add(BigInteger.ZERO);
        for (Map.Entry<String, BigInteger> leaf : inOrder.entrySet()) {
            accounts.add(leaf.getKey());
            amounts.add(leaf.getValue());
        }
        while (accounts.size() < size) {
            accounts.add(LAST);
            amounts.add(BigInteger.ZERO);
        }
        Level level = new Level(new byte[size][], amounts.toArray(BigInteger[]::new));
        for (int i = 0; i < size; i++) {
            level.hashes[i] = leafHash(accounts.get(i), amounts.get(i));
        }
        List<Level> levels = new ArrayList<>(List.of(level));
        while (level.hashes.length > 1) {
            level = level.above();
            levels.add(level);
        }
        return new RewardTree(accounts, amounts, levels);
    }

    @Override
    public byte[] root() {
        Level top = levels.get(levels.size() - 1);
        return rootHash(top.hashes[0], levels.size() - 1);
    }

    /** What all leaves sum to. */
    public BigInteger totalWei() {
        return levels.get(levels.size() - 1).sums[0];
    }

    @Override
    public List<byte[]> proof(String account) {
        int index = position(account);
        if (!accounts.get(index).equals(account)) {
            throw new VerifyException("the account " + account + " is not in this reward tree");
        }
        return leaf(index).proof();
    }

    /** What shows what the tree gives an account: its leaf, or the two leaves between which it would stand. */
    public List<Leaf> evidence(String account) {
        int index = position(account);
        return accounts.get(index).equals(account) ? List.of(leaf(index)) : List.of(leaf(index - 1), leaf(index));
    }

    /** Where the account stands or would stand: the first leaf that is not before it. */
    private int position(String account) {
        int low = 0;
        int high = accounts.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (accounts.get(middle).compareTo(account) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Leaf leaf(int index) {
        List<byte[]> proof = new ArrayList<>();
        int node = index;
        for (Iterator<Level> up = levels.iterator(); up.hasNext(); node >>= 1) {
            Level level = up.next();
            if (level.hashes.length > 1) {
                int sibling = node ^ 1;
                byte[] step = new byte[STEP_BYTES];
                step[0] = (byte) (node & 1);
                System.arraycopy(level.hashes[sibling], 0, step, 1, Hashes.BYTES);
                System.arraycopy(sum(level.sums[sibling]), 0, step, 1 + Hashes.BYTES, SUM_BYTES);
                proof.add(step);
            }
        }
        return new Leaf(accounts.get(index), amounts.get(index), proof);
    }

    /** Where the proof leads, as the contract finds it; empty where it has not the form of one. */
    public static Optional<End> fold(String account, BigInteger cumulativeWei, List<byte[]> proof) {
        if (proof.size() > MAX_LEVELS || cumulativeWei.bitLength() > SUM_BITS) {
            return Optional.empty();
        }
        byte[] hash = leafHash(account, cumulativeWei);
        BigInteger total = cumulativeWei;
        long index = 0;
        for (int level = 0; level < proof.size(); level++) {
            byte[] step = proof.get(level);
            if (step.length != STEP_BYTES || step[0] < 0 || step[0] > 1) {
                return Optional.empty();
            }
            byte[] sibling = Arrays.copyOfRange(step, 1, 1 + Hashes.BYTES);
            BigInteger theirs = new BigInteger(1, Arrays.copyOfRange(step, 1 + Hashes.BYTES, STEP_BYTES));
            hash = step[0] == 0 ? node(hash, sibling, total, theirs) : node(sibling, hash, theirs, total);
            index |= (long) step[0] << level;
            total = total.add(theirs);
            if (total.bitLength() > SUM_BITS) {
                return Optional.empty(); // more than any lane was given
            }
        }
        return Optional.of(new End(Hex.prefixed(rootHash(hash, proof.size())), total, index));
    }

    /** {@code keccak256(abi.encode(account, cumulativeWei))}. */
    static byte[] leafHash(String account, BigInteger cumulativeWei) {
        if (!Hex.isBytes(account, 20, true)) {
            throw new VerifyException("account must be 0x and 40 lowercase hexadecimal digits");
        }
        if (cumulativeWei.signum() < 0 || cumulativeWei.compareTo(WORD_LIMIT) >= 0) {
            throw new VerifyException("cumulativeWei does not fit a uint256: " + cumulativeWei);
        }
        return Hashes.keccak256(
                Secp256k1.word(new BigInteger(1, Hex.parsePrefixed(account))), Secp256k1.word(cumulativeWei));
    }

    private static byte[] node(byte[] left, byte[] right, BigInteger leftSum, BigInteger rightSum) {
        return Hashes.keccak256(left, right, sum(leftSum), sum(rightSum));
    }

    private static byte[] rootHash(byte[] top, int levels) {
        return Hashes.keccak256(top, Secp256k1.word(BigInteger.valueOf(levels)));
    }

    private static byte[] sum(BigInteger value) {
        if (value.bitLength() > SUM_BITS) {
            throw new VerifyException("a sum of " + value + " wei does not fit 16 bytes");
        }
        byte[] word = Secp256k1.word(value);
        return Arrays.copyOfRange(word, word.length - SUM_BYTES, word.length);
    }
}
