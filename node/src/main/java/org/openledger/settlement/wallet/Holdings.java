package org.openledger.settlement.wallet;

import java.math.BigInteger;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainClient;
import org.openledger.settlement.call.SettlementException;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * What an account holds on chain, in wei.
 *
 * @param nativeWei of the chain's native OPEN
 * @param tokenWei of the token that deposits and rewards are of
 * @param depositWei in the escrow, charges that are not settled yet included
 * @param askedBackWei what it has asked back of the deposit
 * @param availableAtSeconds from when that can leave; 0 where nothing is asked back
 */
public record Holdings(
        BigInteger nativeWei,
        BigInteger tokenWei,
        BigInteger depositWei,
        BigInteger askedBackWei,
        long availableAtSeconds) {
    static Holdings read(ChainClient client, Bindings bindings, String account) {
        var asked = read(bindings.inferenceEscrow().withdrawalOf(account));
        return new Holdings(
                client.balanceWei(account),
                read(bindings.wrappedOpen().balanceOf(account)),
                read(bindings.inferenceEscrow().balanceOf(account)),
                asked.component1(),
                asked.component2().longValueExact());
    }

    static <T> T read(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SettlementException("a contract cannot be read: " + e.getMessage());
        }
    }
}
