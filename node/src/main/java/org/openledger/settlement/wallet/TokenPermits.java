package org.openledger.settlement.wallet;

import java.math.BigInteger;
import java.util.Arrays;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainClient;
import org.openledger.identity.Signer;
import org.openledger.identity.TypedData;
import org.openledger.identity.TypedDataBuilder;

/** Permits of the token (ERC-2612), which an account whose key the node keeps signs for the operator. */
final class TokenPermits {
    private static final String TOKEN_DOMAIN = "Wrapped OPEN";
    private static final int WORD_BYTES = 32;

    private final ChainClient client;
    private final Bindings bindings;
    private final String operator;

    TokenPermits(ChainClient client, Bindings bindings, String operator) {
        this.client = client;
        this.bindings = bindings;
        this.operator = operator;
    }

    /** The call that lets the operator move so much of the account's, and no more, until a second. */
    String allow(Signer from, BigInteger wei, long deadlineSeconds) {
        byte[] signature =
                from.sign(document(from.address(), wei, deadlineSeconds).digest());
        return bindings.wrappedOpen()
                .permit(
                        from.address(),
                        operator,
                        wei,
                        BigInteger.valueOf(deadlineSeconds),
                        BigInteger.valueOf(signature[2 * WORD_BYTES]),
                        Arrays.copyOfRange(signature, 0, WORD_BYTES),
                        Arrays.copyOfRange(signature, WORD_BYTES, 2 * WORD_BYTES))
                .encodeFunctionCall();
    }

    private TypedData document(String owner, BigInteger wei, long deadlineSeconds) {
        String token = bindings.wrappedOpen().getContractAddress();
        return new TypedDataBuilder(TOKEN_DOMAIN, client.chainId(), token, "Permit")
                .field("address", "owner", owner)
                .field("address", "spender", operator)
                .field("uint256", "value", wei.toString())
                .field(
                        "uint256",
                        "nonce",
                        Holdings.read(bindings.wrappedOpen().nonces(owner)).toString())
                .field("uint256", "deadline", Long.toString(deadlineSeconds))
                .build();
    }
}
