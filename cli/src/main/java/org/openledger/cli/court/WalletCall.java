package org.openledger.cli.court;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.openledger.cli.option.JsonOption;
import org.openledger.verify.OpenAmount;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * One call as a wallet sends it; none sends OPEN along.
 *
 * @param to the contract; empty where the call makes one
 * @param data 0x and hexadecimal digits
 * @param says what it does
 */
record WalletCall(String to, String data, String says) {
    private static final int WEI_DECIMALS = 18;
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);

    @SuppressWarnings("rawtypes") // web3j's signature
    static WalletCall of(String to, String says, String name, Type... arguments) {
        return new WalletCall(to, FunctionEncoder.encode(new Function(name, List.of(arguments), List.of())), says);
    }

    /** Lets a contract take wrapped OPEN of the wallet's. */
    static WalletCall allow(String open, String taker, String whose, BigInteger wei) {
        return of(
                open,
                "Lets " + whose + " take " + amount(wei) + " of wrapped OPEN.",
                "approve",
                new Address(taker),
                new Uint256(wei));
    }

    static void print(JsonOption json, List<WalletCall> calls) {
        json.print(
                calls,
                () -> calls.forEach(call -> {
                    System.out.println(call.says());
                    System.out.println("  to   " + (call.to().isEmpty() ? "nobody: it makes a contract" : call.to()));
                    System.out.println("  data " + call.data());
                }));
    }

    static BigInteger wei(long gwei) {
        return BigInteger.valueOf(gwei).multiply(WEI_PER_GWEI);
    }

    /** A number with 18 decimals. */
    static String decimal(BigInteger wei) {
        return new BigDecimal(wei, WEI_DECIMALS).stripTrailingZeros().toPlainString();
    }

    /** In OPEN where it is whole gwei, else in wei. */
    static String amount(BigInteger wei) {
        BigInteger[] gwei = wei.divideAndRemainder(WEI_PER_GWEI);
        return gwei[1].signum() == 0 && gwei[0].bitLength() < Long.SIZE ? OpenAmount.of(gwei[0]) : wei + " wei of OPEN";
    }
}
