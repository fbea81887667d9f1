package org.openledger.identity;

import org.openledger.chain.ChainClient;
import org.openledger.chain.RpcException;

/** Reading from a contract: how a wallet that is itself a contract is asked whether a signature is its own. */
@FunctionalInterface
public interface ContractCalls {
    /** The result of {@code eth_call} as {@code 0x…}; {@code 0x} when there is no contract or the call reverts. */
    String call(String to, String data);

    /** Asks the contracts of a chain. */
    static ContractCalls on(ChainClient chain) {
        return (to, data) -> {
            try {
                return chain.call(null, to, data);
            } catch (RpcException reverted) {
                return "0x"; // a contract that refuses says no
            }
        };
    }

    /** No chain at hand: contract wallets cannot sign. */
    static ContractCalls none() {
        return (to, data) -> "0x";
    }
}
