package org.openledger.settlement.call;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.reward.RewardTree;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;

/**
 * The calls about reward roots, as transaction data, in the form of the contracts that a data folder was made with.
 *
 * @param summed whether their roots are of trees with sums; else they are contracts from before
 */
public record RootCalls(boolean summed) {
    private static final String CLAIM = "claim";

    /**
     * A root as it is posted.
     *
     * @param root 0x and 64 hexadecimal digits
     * @param leavesDigest of the file of its leaves; empty where the contracts know no such file
     */
    public record Posted(String root, long totalGwei, String leavesDigest) {}

    /** {@code InferenceEscrow.settle(uint64 epoch, bytes32 rewardRoot, uint256 total[, bytes32 leavesDigest], Charge[])}. */
    public String settle(long epoch, Posted root, SortedMap<String, Long> chargesGwei) {
        DynamicArray<InferenceEscrow.Charge> charges = new DynamicArray<>(
                InferenceEscrow.Charge.class,
                chargesGwei.entrySet().stream()
                        .map(charge -> new InferenceEscrow.Charge(charge.getKey(), Wei.ofGwei(charge.getValue())))
                        .toList());
        return summed
                ? encode("settle", new Uint64(epoch), word(root.root()), total(root), digest(root), charges)
                : encode("settle", new Uint64(epoch), word(root.root()), total(root), charges);
    }

    /** {@code RewardDistributor.replaceRoot(uint64 epoch, bytes32 root, uint256 total[, bytes32 leavesDigest])}. */
    public String replaceRoot(long epoch, Posted root) {
        return summed
                ? encode("replaceRoot", new Uint64(epoch), word(root.root()), total(root), digest(root))
                : encode("replaceRoot", new Uint64(epoch), word(root.root()), total(root));
    }

    /**
     * {@code RewardDistributor.claim(address operator, uint64 epoch, Leaf leaf, uint256 relayFeeWei)}, without a fee; of
     * contracts from before {@code claim(address, uint64, address account, uint256 cumulativeWei, bytes32[] proof)}.
     */
    public String claim(String operator, long epoch, String account, BigInteger cumulativeWei, List<byte[]> proof) {
        if (summed) {
            RewardDistributor.Leaf leaf = Calls.leaf(new RewardTree.Leaf(account, cumulativeWei, proof));
            return encode(CLAIM, new Address(operator), new Uint64(epoch), leaf, new Uint256(BigInteger.ZERO));
        }
        return encode(
                CLAIM,
                new Address(operator),
                new Uint64(epoch),
                new Address(account),
                new Uint256(cumulativeWei),
                words(proof));
    }

    /**
     * Of contracts from before recipients: {@code RewardDistributor.claimFor(address operator, uint64 epoch, address account,
     * uint256 cumulativeWei, bytes32[], address recipient, uint256 deadline, bytes signature)}.
     */
    public static String claimFor(String operator, ClaimRequest request, List<byte[]> proof, byte[] signature) {
        return encode(
                "claimFor",
                new Address(operator),
                new Uint64(request.epoch()),
                new Address(request.account()),
                new Uint256(request.cumulativeWei()),
                words(proof),
                new Address(request.recipient()),
                new Uint256(request.deadlineSeconds()),
                new DynamicBytes(signature));
    }

    @SuppressWarnings("rawtypes") // web3j's signature
    private static String encode(String function, Type... arguments) {
        return FunctionEncoder.encode(new Function(function, List.<Type>of(arguments), List.of()));
    }

    private static DynamicArray<Bytes32> words(List<byte[]> words) {
        return new DynamicArray<>(
                Bytes32.class, words.stream().map(Bytes32::new).toList());
    }

    private static Bytes32 word(String hex) {
        return new Bytes32(Hex.parsePrefixed(hex));
    }

    private static Uint256 total(Posted root) {
        return new Uint256(Wei.ofGwei(root.totalGwei()));
    }

    private static Bytes32 digest(Posted root) {
        return new Bytes32(Hex.parse(root.leavesDigest()));
    }
}
