package org.openledger.chain;

import java.math.BigInteger;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A real chain whose estimates were made when a transaction took less gas. */
final class LowEstimates implements Chain {
    private final Chain chain;
    private final BigInteger less;

    LowEstimates(Chain chain, BigInteger less) {
        this.chain = chain;
        this.less = less;
    }

    @Override
    public long id() {
        return chain.id();
    }

    @Override
    public Finality finality() {
        return chain.finality();
    }

    @Override
    public JsonNode call(String method, JsonNode parameters) {
        JsonNode answer = chain.call(method, parameters);
        return method.equals("eth_estimateGas")
                ? StringNode.valueOf(Numeric.encodeQuantity(
                        Numeric.decodeQuantity(answer.asString()).subtract(less)))
                : answer;
    }

    @Override
    public void close() {
        // The chain belongs to the test.
    }
}
