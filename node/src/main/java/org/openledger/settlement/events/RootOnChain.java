package org.openledger.settlement.events;

import java.math.BigInteger;
import java.util.List;
import org.openledger.chain.Bindings;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Secp256k1;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes24;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint56;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;

/**
 * An epoch's root as the RewardDistributor holds it.
 *
 * @param commitment 0x and 48 hexadecimal digits: of contracts whose trees have sums the first bytes of
 *     {@code keccak256(root, total)}, of those from before the first bytes of the root
 */
record RootOnChain(String commitment, BigInteger totalWei) {
    /** All contracts begin their answer so, those of today add a word. */
    @SuppressWarnings("rawtypes") // web3j's signature
    static RootOnChain read(Bindings bindings, String operator, long epoch) {
        Function roots = new Function(
                "roots",
                List.of(new Address(operator), new Uint64(epoch)),
                List.of(
                        new TypeReference<Bytes24>() {},
                        new TypeReference<Uint56>() {},
                        new TypeReference<Uint8>() {},
                        new TypeReference<Uint256>() {}));
        List<Type> root = bindings.call(bindings.rewardDistributor().getContractAddress(), roots);
        return new RootOnChain(
                Hex.prefixed(((Bytes24) root.getFirst()).getValue()), ((Uint256) root.get(3)).getValue());
    }

    boolean isOf(Epoch epoch) {
        if (!epoch.summed()) {
            return epoch.root().startsWith(commitment);
        }
        byte[] committed =
                Hashes.keccak256(Hex.parsePrefixed(epoch.root()), Secp256k1.word(Wei.ofGwei(epoch.totalGwei())));
        return Hex.prefixed(committed).startsWith(commitment);
    }
}
