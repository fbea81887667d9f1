package org.openledger.verify.reward;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;

/**
 * The file of all leaves of an epoch's reward tree, from which anybody makes the tree again: lines of text, each ended by a
 * line feed. The first names the form, the second the operator, the third the epoch. Each that follows is an account and
 * what it has earned so far in wei, in ascending order of the accounts. The chain names the file by its SHA-256.
 */
public record RewardLeaves(String operator, long epoch, SortedMap<String, BigInteger> cumulativeWei) {
    private static final String FORM = "openledger.leaves/1";
    private static final String OPERATOR = "operator ";
    private static final String EPOCH = "epoch ";
    private static final int HEAD_LINES = 3;

    public RewardLeaves {
        cumulativeWei = Collections.unmodifiableSortedMap(new TreeMap<>(cumulativeWei));
    }

    /** Reads a file; {@link VerifyException} with its line where it is not of this form, or not in order. */
    public static RewardLeaves parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        List<String> lines = text.lines().toList();
        if (lines.size() < HEAD_LINES || !lines.get(0).equals(FORM)) {
            throw new VerifyException("line 1: it is no file of leaves, which begins with " + FORM);
        }
        String operator = value(lines, 1, OPERATOR, "0x[0-9a-f]{40}");
        long epoch = Long.parseLong(value(lines, 2, EPOCH, "[1-9][0-9]{0,17}"));
        SortedMap<String, BigInteger> leaves = new TreeMap<>();
        for (int i = HEAD_LINES; i < lines.size(); i++) {
            String account =
                    value(lines, i, "", "0x[0-9a-f]{40} (0|[1-9][0-9]{0,38})").substring(0, 42);
            if (!leaves.isEmpty() && leaves.lastKey().compareTo(account) >= 0) {
                throw new VerifyException(
                        "line " + (i + 1) + ": " + account + " does not come after the account before it");
            }
            leaves.put(account, new BigInteger(lines.get(i).substring(43)));
        }
        RewardLeaves read = new RewardLeaves(operator, epoch, leaves);
        if (!text.equals(read.text())) {
            throw new VerifyException("the file's lines do not each end with one line feed");
        }
        return read;
    }

    private static String value(List<String> lines, int at, String name, String form) {
        String line = lines.get(at);
        if (!line.matches(name + form)) {
            throw new VerifyException("line " + (at + 1) + ": it is not " + name + form);
        }
        return line.substring(name.length());
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    /** SHA-256 of the file, 64 hexadecimal digits. */
    public String digest() {
        return Hex.of(Hashes.sha256(bytes()));
    }

    public RewardTree tree() {
        return RewardTree.of(cumulativeWei);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append(FORM).append('\n');
        text.append(OPERATOR).append(operator).append('\n');
        text.append(EPOCH).append(epoch).append('\n');
        for (Map.Entry<String, BigInteger> leaf : cumulativeWei.entrySet()) {
            text.append(leaf.getKey()).append(' ').append(leaf.getValue()).append('\n');
        }
        return text.toString();
    }
}
