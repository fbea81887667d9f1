package org.openledger.settlement;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import org.openledger.verify.Hex;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;

/**
 * The two contracts of settlement, and the calls that the operator makes to them.
 *
 * @param escrow address of InferenceEscrow
 * @param distributor address of RewardDistributor
 */
public record Contracts(String escrow, String distributor) {
    /** Payers that one call of {@code settle} may charge: InferenceEscrow.MAX_CHARGES. */
    public static final int MAX_CHARGES = 500;

    /** Solidity's {@code struct Charge { address payer; uint256 amount; }}. */
    public static final class Charge extends StaticStruct {
        public Charge(Address payer, Uint256 amount) {
            super(payer, amount);
        }
    }

    /** {@code settle(uint64 epoch, bytes32 rewardRoot, uint256 totalCumulativeWei, Charge[] charges)}. */
    static String settle(long epoch, String root, long totalGwei, SortedMap<String, Long> chargesGwei) {
        List<Charge> charges = chargesGwei.entrySet().stream()
                .map(charge -> new Charge(new Address(charge.getKey()), wei(charge.getValue())))
                .toList();
        return FunctionEncoder.encode(new Function(
                "settle",
                List.of(
                        new Uint64(epoch),
                        new Bytes32(Hex.parsePrefixed(root)),
                        wei(totalGwei),
                        new DynamicArray<>(Charge.class, charges)),
                List.of()));
    }

    /** {@code claim(address operator, uint64 epoch, address account, uint256 cumulativeWei, bytes32[] proof)}. */
    static String claim(String operator, long epoch, String account, BigInteger cumulativeWei, List<byte[]> proof) {
        return FunctionEncoder.encode(new Function(
                "claim",
                List.of(
                        new Address(operator),
                        new Uint64(epoch),
                        new Address(account),
                        new Uint256(cumulativeWei),
                        new DynamicArray<>(
                                Bytes32.class, proof.stream().map(Bytes32::new).toList())),
                List.of()));
    }

    private static Uint256 wei(long gwei) {
        return new Uint256(Wei.ofGwei(gwei));
    }
}
