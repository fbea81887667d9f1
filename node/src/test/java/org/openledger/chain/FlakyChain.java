package org.openledger.chain;

import java.util.Random;
import tools.jackson.databind.JsonNode;

/** A real chain behind a bad line: some requests are lost on the way there, some answers on the way back. */
record FlakyChain(Chain chain, Random random, int oneIn) implements ChainOver {
    @Override
    public JsonNode call(String method, JsonNode parameters) {
        lose();
        JsonNode answer = chain.call(method, parameters);
        lose();
        return answer;
    }

    private synchronized void lose() {
        if (random.nextInt(oneIn) == 0) {
            throw new ChainException("the line broke");
        }
    }
}
