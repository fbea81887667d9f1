package org.openledger.settlement.call;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.chain.contracts.WrappedOpen;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;

/** The calls that the operator makes to the contracts of settlement, as transaction data. */
public final class Calls {
    private Calls() {}

    /** {@code InferenceEscrow.settle(uint64 epoch, bytes32 rewardRoot, uint256 totalCumulativeWei, Charge[] charges)}. */
    public static String settle(long epoch, String root, long totalGwei, SortedMap<String, Long> chargesGwei) {
        List<InferenceEscrow.Charge> charges = chargesGwei.entrySet().stream()
                .map(charge -> new InferenceEscrow.Charge(charge.getKey(), Wei.ofGwei(charge.getValue())))
                .toList();
        return FunctionEncoder.encode(new Function(
                InferenceEscrow.FUNC_SETTLE,
                List.of(
                        new Uint64(epoch),
                        new Bytes32(Hex.parsePrefixed(root)),
                        new Uint256(Wei.ofGwei(totalGwei)),
                        new DynamicArray<>(InferenceEscrow.Charge.class, charges)),
                List.of()));
    }

    /** {@code RewardDistributor.replaceRoot(uint64 epoch, bytes32 root, uint256 totalCumulativeWei)}. */
    public static String replaceRoot(long epoch, String root, long totalGwei) {
        return FunctionEncoder.encode(new Function(
                RewardDistributor.FUNC_REPLACEROOT,
                List.of(new Uint64(epoch), new Bytes32(Hex.parsePrefixed(root)), new Uint256(Wei.ofGwei(totalGwei))),
                List.of()));
    }

    /** {@code RewardDistributor.claim(address operator, uint64 epoch, address account, uint256 cumulativeWei, bytes32[])}. */
    public static String claim(
            String operator, long epoch, String account, BigInteger cumulativeWei, List<byte[]> proof) {
        return FunctionEncoder.encode(new Function(
                RewardDistributor.FUNC_CLAIM,
                List.of(
                        new Address(operator),
                        new Uint64(epoch),
                        new Address(account),
                        new Uint256(cumulativeWei),
                        words(proof)),
                List.of()));
    }

    /**
     * {@code RewardDistributor.claimFor(address operator, uint64 epoch, address account, uint256 cumulativeWei, bytes32[],
     * address recipient, uint256 deadline, bytes signature)}.
     */
    public static String claimFor(String operator, ClaimRequest request, List<byte[]> proof, byte[] signature) {
        return FunctionEncoder.encode(new Function(
                RewardDistributor.FUNC_CLAIMFOR,
                List.of(
                        new Address(operator),
                        new Uint64(request.epoch()),
                        new Address(request.account()),
                        new Uint256(request.cumulativeWei()),
                        words(proof),
                        new Address(request.recipient()),
                        new Uint256(request.deadlineSeconds()),
                        new DynamicBytes(signature)),
                List.of()));
    }

    /** {@code WrappedOpen.deposit()}: wraps the transaction's value. */
    public static String wrap() {
        return FunctionEncoder.encode(new Function(WrappedOpen.FUNC_DEPOSIT, List.of(), List.of()));
    }

    /** {@code InferenceEscrow.bond(uint256 amount)}. */
    public static String bond(BigInteger wei) {
        return FunctionEncoder.encode(new Function(InferenceEscrow.FUNC_BOND, List.of(new Uint256(wei)), List.of()));
    }

    private static DynamicArray<Bytes32> words(List<byte[]> words) {
        return new DynamicArray<>(
                Bytes32.class, words.stream().map(Bytes32::new).toList());
    }

    /** {@code LogAnchor.anchor(uint64 size, bytes32 root)}. */
    static String anchor(long size, byte[] root) {
        return FunctionEncoder.encode(
                new Function(LogAnchor.FUNC_ANCHOR, List.of(new Uint64(size), new Bytes32(root)), List.of()));
    }
}
