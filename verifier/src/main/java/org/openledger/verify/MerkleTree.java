package org.openledger.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.VerifyException;

/**
 * The Merkle tree of RFC 6962 (section 2.1): leaves and inner nodes are hashed with different first bytes, so that neither
 * can pass for the other; a tree of n leaves splits at the largest power of two below n. The proofs are written once,
 * over {@link Ranges}, for leaves in memory and for trees kept in files. Verification follows RFC 9162, sections 2.1.3.2
 * and 2.1.4.2.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /** Gives the root of the leaves from {@code start} up to, not including, {@code end}; at least one leaf. */
    @FunctionalInterface
    public interface Ranges {
        byte[] root(long start, long end);
    }

    private MerkleTree() {}

    public static byte[] leafHash(byte[] entry) {
        return Hashes.sha256(LEAF, entry);
    }

    public static byte[] nodeHash(byte[] left, byte[] right) {
        return Hashes.sha256(NODE, left, right);
    }

    /** The root of the tree without leaves. */
    public static byte[] emptyRoot() {
        return Hashes.sha256();
    }

    /** The root over leaf hashes in their order. */
    public static byte[] root(List<byte[]> leafHashes) {
        return leafHashes.isEmpty() ? emptyRoot() : ranges(leafHashes).root(0, leafHashes.size());
    }

    /** The hashes that lead from one leaf to the root of the first {@code size} leaves, lowest first. */
    public static List<byte[]> inclusion(List<byte[]> leafHashes, long index, long size) {
        requireWithin(size, leafHashes.size());
        return inclusion(ranges(leafHashes), index, size);
    }

    /** The hashes that show the first {@code oldSize} leaves to be the start of the first {@code newSize}. */
    public static List<byte[]> consistency(List<byte[]> leafHashes, long oldSize, long newSize) {
        requireWithin(newSize, leafHashes.size());
        return consistency(ranges(leafHashes), oldSize, newSize);
    }

    /** {@link #inclusion(List, long, long)} for a tree kept elsewhere. */
    public static List<byte[]> inclusion(Ranges ranges, long index, long size) {
        if (index < 0 || index >= size) {
            throw new VerifyException("there is no leaf " + index + " in a tree of " + size);
        }
        List<byte[]> proof = new ArrayList<>();
        addPath(ranges, index, 0, size, proof);
        return proof;
    }

    /** {@link #consistency(List, long, long)} for a tree kept elsewhere. */
    public static List<byte[]> consistency(Ranges ranges, long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new VerifyException("a tree of " + newSize + " leaves does not extend one of " + oldSize);
        }
        List<byte[]> proof = new ArrayList<>();
        if (oldSize > 0 && oldSize < newSize) {
            addSubproof(ranges, oldSize, 0, newSize, true, proof);
        }
        return proof;
    }

    /** Whether the proof leads from the leaf to the root. */
    public static boolean verifyInclusion(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (last == 0 || sibling.length != Hashes.BYTES) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = nodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = nodeHash(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** Whether the proof shows that the tree with the old root is the start of the tree with the new one. */
    public static boolean verifyConsistency(
            long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> proof) {
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return proof.isEmpty() && Arrays.equals(oldRoot, newRoot) && (newSize > 0 || isEmptyRoot(newRoot));
        }
        if (oldSize == 0) {
            return proof.isEmpty() && isEmptyRoot(oldRoot);
        }
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(oldSize) == 1) {
            path.add(0, oldRoot);
        }
        return verifyPath(oldSize, oldRoot, newSize, newRoot, path);
    }

    private static boolean verifyPath(long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> path) {
        int shift = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >> shift;
        long last = (newSize - 1) >> shift;
        Iterator<byte[]> hashes = path.iterator();
        if (!hashes.hasNext()) {
            return false;
        }
        byte[] oldHash = hashes.next();
        byte[] newHash = oldHash;
        while (hashes.hasNext()) {
            byte[] sibling = hashes.next();
            if (last == 0 || sibling.length != Hashes.BYTES) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = nodeHash(sibling, oldHash);
                newHash = nodeHash(sibling, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newHash = nodeHash(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(oldHash, oldRoot) && Arrays.equals(newHash, newRoot);
    }

    /** PATH(m, D[n]) of RFC 6962, section 2.1.1. */
    private static void addPath(Ranges ranges, long index, long start, long end, List<byte[]> proof) {
        if (end - start == 1) {
            return;
        }
        long middle = start + splitOf(end - start);
        if (index < middle) {
            addPath(ranges, index, start, middle, proof);
            proof.add(ranges.root(middle, end));
        } else {
            addPath(ranges, index, middle, end, proof);
            proof.add(ranges.root(start, middle));
        }
    }

    /** SUBPROOF(m, D[n], b) of RFC 6962, section 2.1.2; {@code whole} is b: the old tree is still a whole subtree. */
    private static void addSubproof(
            Ranges ranges, long oldEnd, long start, long end, boolean whole, List<byte[]> proof) {
        if (oldEnd == end) {
            if (!whole) {
                proof.add(ranges.root(start, end));
            }
            return;
        }
        long middle = start + splitOf(end - start);
        if (oldEnd <= middle) {
            addSubproof(ranges, oldEnd, start, middle, whole, proof);
            proof.add(ranges.root(middle, end));
        } else {
            addSubproof(ranges, oldEnd, middle, end, false, proof);
            proof.add(ranges.root(start, middle));
        }
    }

    private static Ranges ranges(List<byte[]> leafHashes) {
        return new Ranges() {
            @Override
            public byte[] root(long start, long end) {
                if (end - start == 1) {
                    return leafHashes.get(Math.toIntExact(start));
                }
                long middle = start + splitOf(end - start);
                return nodeHash(root(start, middle), root(middle, end));
            }
        };
    }

    /** The largest power of two smaller than the size, which is at least two. */
    public static long splitOf(long size) {
        return Long.highestOneBit(size - 1);
    }

    private static boolean isEmptyRoot(byte[] root) {
        return Arrays.equals(root, emptyRoot());
    }

    private static void requireWithin(long size, int available) {
        if (size > available) {
            throw new VerifyException("there are " + available + " leaves, not " + size);
        }
    }

    /** A tree whose leaves come one by one; keeps one hash for each power of two in their number. */
    public static final class Growing {
        private final List<byte[]> whole = new ArrayList<>();
        private long size;

        /** Adds the next leaf. */
        public void add(byte[] leafHash) {
            byte[] hash = leafHash;
            for (long rest = size; (rest & 1) == 1; rest >>= 1) {
                hash = nodeHash(whole.remove(whole.size() - 1), hash);
            }
            whole.add(hash);
            size++;
        }

        /** How many leaves it has. */
        public long size() {
            return size;
        }

        public byte[] root() {
            if (whole.isEmpty()) {
                return emptyRoot();
            }
            byte[] root = whole.get(whole.size() - 1);
            for (int i = whole.size() - 2; i >= 0; i--) {
                root = nodeHash(whole.get(i), root);
            }
            return root;
        }
    }
}
