package org.openledger.settlement.call;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.chain.contracts.WrappedOpen;
import org.openledger.verify.reward.RewardTree;
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

    /** {@code WrappedOpen.deposit()}: wraps the transaction's value. */
    public static String wrap() {
        return FunctionEncoder.encode(new Function(WrappedOpen.FUNC_DEPOSIT, List.of(), List.of()));
    }

    /** {@code InferenceEscrow.bond(uint256 amount)}. */
    public static String bond(BigInteger wei) {
        return FunctionEncoder.encode(new Function(InferenceEscrow.FUNC_BOND, List.of(new Uint256(wei)), List.of()));
    }

    /** {@code RewardDistributor.setRecipient(address account, Recipient recipient, uint256 deadline, bytes signature)}. */
    public static String setRecipient(RecipientRequest request, byte[] signature) {
        return FunctionEncoder.encode(new Function(
                RewardDistributor.FUNC_SETRECIPIENT,
                List.of(
                        new Address(request.account()),
                        request.recipient(),
                        new Uint256(request.deadlineSeconds()),
                        new DynamicBytes(signature)),
                List.of()));
    }

    /**
     * {@code RewardDistributor.answerLeaf(address operator, uint64 epoch, address account, Leaf[] evidence)}.
     *
     * @param evidence the account's leaf, or the two between which it would stand
     */
    public static String answerLeaf(String operator, long epoch, String account, List<RewardTree.Leaf> evidence) {
        return FunctionEncoder.encode(new Function(
                RewardDistributor.FUNC_ANSWERLEAF,
                List.of(
                        new Address(operator),
                        new Uint64(epoch),
                        new Address(account),
                        new DynamicArray<>(
                                RewardDistributor.Leaf.class,
                                evidence.stream().map(Calls::leaf).toList())),
                List.of()));
    }

    static RewardDistributor.Leaf leaf(RewardTree.Leaf leaf) {
        ByteArrayOutputStream steps = new ByteArrayOutputStream();
        leaf.proof().forEach(steps::writeBytes);
        return new RewardDistributor.Leaf(leaf.account(), leaf.cumulativeWei(), steps.toByteArray());
    }

    /** {@code LogAnchor.anchor(uint64 size, bytes32 root)}. */
    static String anchor(long size, byte[] root) {
        return FunctionEncoder.encode(
                new Function(LogAnchor.FUNC_ANCHOR, List.of(new Uint64(size), new Bytes32(root)), List.of()));
    }
}
