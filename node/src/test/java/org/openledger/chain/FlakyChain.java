package org.openledger.chain;

import java.util.Random;
import tools.jackson.databind.JsonNode;

/** A real chain behind a bad line: some requests are lost on the way there, some answers on the way back. */
final class FlakyChain implements Chain {
    private final Chain chain;
    private final Random random;
    private final int oneIn;

    FlakyChain(Chain chain, Random random, int oneIn) {
        this.chain = chain;
        this.random = random;
        this.oneIn = oneIn;
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

    @Override
    public void close() {
        // The chain belongs to the test.
    }
}
