package org.openledger.chain.local;

import java.io.IOException;
import org.openledger.chain.ChainException;
import org.openledger.chain.Quantities;
import tools.jackson.databind.JsonNode;

/** What of a block must come back the same: its number and the state root after it (0x and 64 hex digits). */
record BlockHead(long number, String stateRoot) {
    BlockHead {
        if (number < 0 || !stateRoot.matches("0x[0-9a-f]{64}")) {
            throw new ChainException("anvil gave block " + number + " with state root \"" + stateRoot + "\"");
        }
    }

    static BlockHead latest(Anvil anvil) throws IOException {
        JsonNode block = anvil.call("eth_getBlockByNumber", "latest", false);
        return new BlockHead(
                Quantities.parse(block.path("number")).longValueExact(),
                block.path("stateRoot").asString(""));
    }
}
