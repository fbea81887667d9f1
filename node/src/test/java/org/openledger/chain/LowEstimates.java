package org.openledger.chain;

import java.math.BigInteger;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Estimates of gas are lower by so much, as if they had been made when a transaction took less. */
record LowEstimates(Chain chain, BigInteger less) implements ChainOver {
    @Override
    public JsonNode call(String method, JsonNode parameters) {
        JsonNode answer = chain.call(method, parameters);
        return method.equals("eth_estimateGas")
                ? StringNode.valueOf(Numeric.encodeQuantity(
                        Numeric.decodeQuantity(answer.asString()).subtract(less)))
                : answer;
    }
}
