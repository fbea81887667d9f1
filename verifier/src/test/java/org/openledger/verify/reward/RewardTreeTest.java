package org.openledger.verify.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;

@Tag("unit")
final class RewardTreeTest {
    private static final String OPERATOR = "0x" + "ab".repeat(20);

    /** The same vector as the contracts' {@code test_aRootIsTheVerifiers}. */
    @Test
    void aRootIsTheContracts() {
        SortedMap<String, BigInteger> leaves = new TreeMap<>();
        leaves.put("0x" + "11".repeat(20), new BigInteger("5000000000000000000"));
        leaves.put("0x" + "22".repeat(20), new BigInteger("2500000000000000000"));
        RewardTree tree = RewardTree.of(leaves);
        assertThat(Hex.of(tree.root())).isEqualTo("bfa06c55f7552fca7238ca99255d90b1a0a32a607eef5c46de29e440e6a41a9a");
        assertThat(tree.totalWei()).isEqualTo(new BigInteger("7500000000000000000"));
    }

    @Test
    void everyLeafLeadsToRootAndTotalAndNoOtherDoes() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int count : new int[] {1, 2, 3, 6, 7, 14, 15, 100}) {
            SortedMap<String, BigInteger> leaves = leaves(random, count);
            RewardTree tree = RewardTree.of(leaves);
            BigInteger total = leaves.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(tree.totalWei()).isEqualTo(total);
            leaves.forEach((account, wei) -> {
                List<byte[]> proof = tree.proof(account);
                RewardTree.End end = RewardTree.fold(account, wei, proof).orElseThrow();
                assertThat(end.root()).isEqualTo(Hex.prefixed(tree.root()));
                assertThat(end.totalWei()).isEqualTo(total);
                assertThat(ClaimProof.holds(account, wei, proof, tree.root())).isTrue();
                assertThat(ClaimProof.holds(account, wei.add(BigInteger.ONE), proof, tree.root()))
                        .isFalse();
                assertThat(ClaimProof.holds(other(account), wei, proof, tree.root()))
                        .isFalse();
                byte[] step = proof.get(random.nextInt(proof.size())).clone();
                int at = random.nextInt(step.length);
                step[at] ^= (byte) (1 << random.nextInt(8));
                List<byte[]> changed = new ArrayList<>(proof);
                changed.set(changed.size() - 1, step);
                RewardTree.fold(account, wei, changed)
                        .ifPresent(wrong -> assertThat(wrong.root()).isNotEqualTo(Hex.prefixed(tree.root())));
            });
        }
    }

    @Test
    void whoIsMissingStandsBetweenNeighbours() {
        Random random = new Random(7);
        SortedMap<String, BigInteger> leaves = leaves(random, 30);
        RewardTree tree = RewardTree.of(leaves);
        for (int i = 0; i < 200; i++) {
            String account = account(random);
            List<RewardTree.Leaf> evidence = tree.evidence(account);
            if (leaves.containsKey(account)) {
                assertThat(evidence).extracting(RewardTree.Leaf::account).containsExactly(account);
                continue;
            }
            assertThat(evidence.get(0).account()).isLessThan(account);
            assertThat(evidence.get(1).account()).isGreaterThan(account);
            assertThat(index(evidence.get(1))).isEqualTo(index(evidence.get(0)) + 1);
            assertThatThrownBy(() -> tree.proof(account)).hasMessageContaining("is not in this reward tree");
        }
        String present = leaves.firstKey();
        assertThat(tree.evidence(present)).hasSize(1);
    }

    @Test
    void theEndsEarnNothing() {
        SortedMap<String, BigInteger> leaves = new TreeMap<>();
        leaves.put(RewardTree.LAST, BigInteger.ONE);
        assertThatThrownBy(() -> RewardTree.of(leaves)).isInstanceOf(VerifyException.class);
        assertThatThrownBy(() -> RewardTree.of(new TreeMap<>())).isInstanceOf(VerifyException.class);
    }

    @Test
    void aFileOfLeavesIsReadAgain() {
        RewardLeaves leaves = new RewardLeaves(OPERATOR, 7, leaves(new Random(3), 9));
        RewardLeaves read = RewardLeaves.parse(leaves.bytes());
        assertThat(read).isEqualTo(leaves);
        assertThat(read.digest()).isEqualTo(leaves.digest());
        assertThat(read.tree().root()).isEqualTo(leaves.tree().root());
    }

    @Test
    void aFileHasOneFormAndIsInOrder() {
        RewardLeaves leaves = new RewardLeaves(OPERATOR, 7, leaves(new Random(3), 2));
        String text = new String(leaves.bytes(), StandardCharsets.US_ASCII);
        List<String> lines = text.lines().toList();
        assertRefused(text.replace("leaves/1", "leaves/2"), "line 1");
        assertRefused(text.replace("epoch 7", "epoch 07"), "line 3");
        assertRefused(text.replace(" ", "  "), "line 2");
        assertRefused(text.replace("\n", "\r\n"), "line feed");
        assertRefused(text + lines.get(3) + "\n", "line 6");
        assertRefused(text + lines.get(4) + "\n", "line 6");
        assertRefused(text.substring(0, text.length() - 1), "line feed");
        assertRefused("", "line 1");
    }

    private static void assertRefused(String text, String says) {
        assertThatThrownBy(() -> RewardLeaves.parse(text.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining(says);
    }

    private static long index(RewardTree.Leaf leaf) {
        return RewardTree.fold(leaf.account(), leaf.cumulativeWei(), leaf.proof())
                .orElseThrow()
                .index();
    }

    private static SortedMap<String, BigInteger> leaves(Random random, int count) {
        SortedMap<String, BigInteger> leaves = new TreeMap<>();
        while (leaves.size() < count) {
            leaves.put(account(random), new BigInteger(90, random));
        }
        return leaves;
    }

    private static String account(Random random) {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return Hex.prefixed(bytes);
    }

    private static String other(String account) {
        char last = account.charAt(account.length() - 1);
        return account.substring(0, account.length() - 1) + (last == '0' ? '1' : '0');
    }
}
