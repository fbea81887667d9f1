package org.openledger.chain.local;

import java.io.IOException;
import org.openledger.chain.ChainException;
import org.openledger.chain.Quantities;
import tools.jackson.databind.JsonNode;

/** What of a block must come back the same: its number, its hash and the state root after it (0x and 64 hex digits). */
record BlockHead(long number, String hash, String stateRoot) {
    private static final String DIGITS = "0x[0-9a-f]{64}";
    private static final String ZEROS = "0x" + "0".repeat(2 * JournalRecord.HASH_BYTES);
    /** Before anvil was asked. */
    static final BlockHead NONE = new BlockHead(0, ZEROS, ZEROS);

    BlockHead {
        if (number < 0 || !stateRoot.matches(DIGITS) || !hash.matches(DIGITS)) {
            throw new ChainException(
                    "anvil gave block " + number + " with hash \"" + hash + "\" and state root \"" + stateRoot + "\"");
        }
    }

    static BlockHead latest(Anvil anvil) throws IOException {
        return get(anvil, "latest");
    }

    static BlockHead at(Anvil anvil, long number) throws IOException {
        return get(anvil, "0x" + Long.toHexString(number));
    }

    private static BlockHead get(Anvil anvil, String which) throws IOException {
        JsonNode block = anvil.call("eth_getBlockByNumber", which, false);
        return new BlockHead(
                Quantities.parse(block.path("number")).longValueExact(),
                block.path("hash").asString(""),
                block.path("stateRoot").asString(""));
    }
}
