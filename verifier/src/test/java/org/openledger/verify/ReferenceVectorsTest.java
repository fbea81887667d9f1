package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.ReceiptFile.Claim;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.reward.ClaimProof;
import org.openledger.verify.reward.StandardTree;

/** Agreement with ethers and OpenZeppelin's merkle-tree; {@code ethereum-vectors.mjs} beside the vectors made them. */
@Tag("unit")
final class ReferenceVectorsTest {
    private record Hashed(String input, String digest) {}

    private record Signed(String address, String message, String signature) {}

    private record Tree(String root, List<Claim> claims) {}

    private record Vectors(List<Hashed> keccak, List<Signed> signatures, List<Tree> trees) {}

    private final Vectors vectors = load();

    @Test
    void keccakAgreesWithEthers() {
        for (Hashed vector : vectors.keccak) {
            assertThat(Hex.of(Hashes.keccak256(Hex.parse(vector.input)))).isEqualTo(vector.digest);
        }
    }

    @Test
    void keccakOfPartsIsKeccakOfTheWhole() {
        byte[] whole = Hex.parse(vectors.keccak.get(vectors.keccak.size() - 1).input);
        for (int cut = 0; cut <= whole.length; cut += 37) {
            byte[] left = java.util.Arrays.copyOf(whole, cut);
            byte[] right = java.util.Arrays.copyOfRange(whole, cut, whole.length);
            assertThat(Hashes.keccak256(left, right)).isEqualTo(Hashes.keccak256(whole));
        }
    }

    @Test
    void operatorsAreRecoveredAsEthersSigns() {
        for (Signed vector : vectors.signatures) {
            assertThat(OperatorSignature.recover(Hex.parse(vector.message), vector.signature))
                    .isEqualTo(vector.address);
        }
    }

    @Test
    void rewardTreesAgreeWithOpenZeppelin() {
        for (Tree vector : vectors.trees) {
            TreeMap<String, BigInteger> accounts = new TreeMap<>();
            vector.claims.forEach(claim -> accounts.put(claim.account(), new BigInteger(claim.cumulativeWei())));
            StandardTree tree = StandardTree.of(accounts);
            assertThat(Hex.prefixed(tree.root())).isEqualTo(vector.root);
            for (Claim claim : vector.claims) {
                List<byte[]> proof = tree.proof(claim.account());
                assertThat(proof.stream().map(Hex::prefixed)).isEqualTo(claim.proof());
                BigInteger wei = new BigInteger(claim.cumulativeWei());
                assertThat(ClaimProof.holds(claim.account(), wei, proof, tree.root()))
                        .isTrue();
                assertThat(ClaimProof.holds(claim.account(), wei.add(BigInteger.ONE), proof, tree.root()))
                        .isFalse();
            }
        }
    }

    private static Vectors load() {
        try (InputStream in = ReferenceVectorsTest.class.getResourceAsStream("ethereum-vectors.json")) {
            byte[] bytes = Objects.requireNonNull(in, "ethereum-vectors.json").readAllBytes();
            return Fields.read(
                    "vectors",
                    CanonicalJson.parse(bytes),
                    fields -> new Vectors(
                            fields.objects("keccak", item -> new Hashed(item.text("input"), item.text("digest"))),
                            fields.objects(
                                    "signatures",
                                    item -> new Signed(
                                            item.text("address"), item.text("message"), item.text("signature"))),
                            fields.objects(
                                    "trees",
                                    item -> new Tree(
                                            item.text("root"),
                                            new ArrayList<>(item.objects(
                                                    "claims",
                                                    claim -> new Claim(
                                                            claim.text("account"),
                                                            claim.text("cumulativeWei"),
                                                            claim.texts("proof"))))))));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the vectors", e);
        }
    }
}
