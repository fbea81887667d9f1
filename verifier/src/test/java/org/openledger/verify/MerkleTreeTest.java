package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;

@Tag("unit")
final class MerkleTreeTest {
    /** The entries and roots of Certificate Transparency's reference tests (merkle_tree_test). */
    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final List<byte[]> REFERENCE =
            ENTRIES.stream().map(Hex::parse).map(MerkleTree::leafHash).toList();

    @Test
    void rootsAgreeWithCertificateTransparency() {
        assertThat(Hex.of(MerkleTree.emptyRoot()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int size = 1; size <= ROOTS.size(); size++) {
            assertThat(Hex.of(MerkleTree.root(REFERENCE.subList(0, size)))).isEqualTo(ROOTS.get(size - 1));
        }
    }

    @Test
    void aTreeThatGrowsHasTheRootOfItsLeaves() {
        MerkleTree.Growing growing = new MerkleTree.Growing();
        List<byte[]> leaves = new ArrayList<>();
        assertThat(growing.root()).isEqualTo(MerkleTree.emptyRoot());
        for (int size = 1; size <= 70; size++) {
            byte[] leaf = MerkleTree.leafHash(new byte[] {(byte) size});
            leaves.add(leaf);
            growing.add(leaf);
            assertThat(growing.size()).isEqualTo(size);
            assertThat(growing.root()).isEqualTo(MerkleTree.root(leaves));
        }
    }

    /** The proofs the same reference tests print. */
    @Test
    void proofsAgreeWithCertificateTransparency() {
        assertThat(hex(MerkleTree.inclusion(REFERENCE, 5, 8)))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(hex(MerkleTree.consistency(REFERENCE, 6, 8)))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void everyInclusionProofVerifiesAndNoChangedOneDoes() {
        List<byte[]> leaves = leaves(40);
        for (int size = 1; size <= leaves.size(); size++) {
            byte[] root = MerkleTree.root(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = MerkleTree.inclusion(leaves, index, size);
                byte[] leaf = leaves.get(index);
                assertThat(MerkleTree.verifyInclusion(leaf, index, size, proof, root))
                        .isTrue();
                assertThat(MerkleTree.verifyInclusion(leaf, (index + 1L) % size, size, proof, root))
                        .isEqualTo(size == 1);
                assertThat(MerkleTree.verifyInclusion(leaf, size, size, proof, root))
                        .isFalse();
                assertThat(MerkleTree.verifyInclusion(MerkleTree.leafHash(leaf), index, size, proof, root))
                        .isFalse();
                for (List<byte[]> changed : changes(proof)) {
                    assertThat(MerkleTree.verifyInclusion(leaf, index, size, changed, root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyConsistencyProofVerifiesAndNoChangedOneDoes() {
        List<byte[]> leaves = leaves(33);
        for (int size = 0; size <= leaves.size(); size++) {
            byte[] root = MerkleTree.root(leaves.subList(0, size));
            for (int old = 0; old <= size; old++) {
                byte[] oldRoot = MerkleTree.root(leaves.subList(0, old));
                List<byte[]> proof = MerkleTree.consistency(leaves, old, size);
                assertThat(MerkleTree.verifyConsistency(old, oldRoot, size, root, proof))
                        .isTrue();
                assertThat(MerkleTree.verifyConsistency(old, flipped(oldRoot), size, root, proof))
                        .isFalse();
                if (old > 0) {
                    assertThat(MerkleTree.verifyConsistency(old, oldRoot, size, flipped(root), proof))
                            .isFalse();
                }
                assertThat(MerkleTree.verifyConsistency(size + 1L, oldRoot, size, root, proof))
                        .isFalse();
                for (List<byte[]> changed : changes(proof)) {
                    assertThat(MerkleTree.verifyConsistency(old, oldRoot, size, root, changed))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void proofsOutsideTheTreeAreRefused() {
        assertThatThrownBy(() -> MerkleTree.inclusion(REFERENCE, 8, 8)).isInstanceOf(VerifyException.class);
        assertThatThrownBy(() -> MerkleTree.inclusion(REFERENCE, 0, 9)).isInstanceOf(VerifyException.class);
        assertThatThrownBy(() -> MerkleTree.consistency(REFERENCE, 9, 8)).isInstanceOf(VerifyException.class);
    }

    private static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(MerkleTree.leafHash(("entry " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return leaves;
    }

    /** One bit changed in each hash, a hash too many at either end, a hash missing. */
    private static List<List<byte[]>> changes(List<byte[]> proof) {
        List<List<byte[]>> changes = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> changed = new ArrayList<>(proof);
            changed.set(i, flipped(proof.get(i)));
            changes.add(changed);
            List<byte[]> shorter = new ArrayList<>(proof);
            shorter.remove(i);
            changes.add(shorter);
        }
        byte[] extra = new byte[32];
        new Random(7).nextBytes(extra);
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(extra);
        changes.add(longer);
        List<byte[]> preceded = new ArrayList<>(proof);
        preceded.add(0, extra);
        changes.add(preceded);
        return changes;
    }

    private static byte[] flipped(byte[] hash) {
        byte[] changed = hash.clone();
        changed[17] ^= 4;
        return changed;
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(Hex::of).toList();
    }
}
