package org.openledger.verify.reward;

import java.math.BigInteger;
import java.util.List;
import org.openledger.verify.bytes.Hex;

/** A claim's proof, of either kind of tree. */
public final class ClaimProof {
    private ClaimProof() {}

    /**
     * Whether the proof leads from the account's leaf to the root. Its steps say of which tree it is; a proof without any is
     * of a tree with one leaf, of either kind.
     */
    public static boolean holds(String account, BigInteger cumulativeWei, List<byte[]> proof, byte[] root) {
        boolean summed = proof.stream().anyMatch(step -> step.length == RewardTree.STEP_BYTES);
        return (!summed && StandardTree.verify(account, cumulativeWei, proof, root))
                || RewardTree.fold(account, cumulativeWei, proof)
                        .filter(end -> end.root().equals(Hex.prefixed(root)))
                        .isPresent();
    }
}
