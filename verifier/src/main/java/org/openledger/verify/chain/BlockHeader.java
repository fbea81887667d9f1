package org.openledger.verify.chain;

import java.math.BigInteger;
import java.util.List;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/**
 * What a block's header says that matters here. Its hash is the Keccak-256 of its RLP; the chain's id is not in it.
 *
 * @param hash 0x and 64 digits
 * @param stateRoot of the tree of all accounts after the block
 * @param timeSeconds when it was made, by who made it
 */
public record BlockHeader(String hash, long number, String stateRoot, long timeSeconds) {
    private static final int MAX_BYTES = 2_048;
    /** Fields of the first blocks; later ones have more behind them. */
    private static final int LEAST_FIELDS = 15;

    private static final int MOST_FIELDS = 32;
    private static final int STATE_ROOT = 3;
    private static final int NUMBER = 8;
    private static final int TIME = 11;

    public static BlockHeader parse(byte[] rlp) {
        Require.atMost("the block's header", rlp.length, MAX_BYTES);
        List<Rlp.Item> fields = Rlp.decode(rlp).items();
        Require.range("the header's fields", fields.size(), LEAST_FIELDS, MOST_FIELDS);
        byte[] root = fields.get(STATE_ROOT).bytes();
        Require.that(root.length == Hashes.BYTES, "the header has no state root");
        return new BlockHeader(
                Hex.prefixed(Hashes.keccak256(rlp)),
                number(fields.get(NUMBER)),
                Hex.prefixed(root),
                number(fields.get(TIME)));
    }

    private static long number(Rlp.Item item) {
        byte[] bytes = item.bytes();
        Require.that(
                bytes.length < Long.BYTES && (bytes.length == 0 || bytes[0] != 0), "the header has no such number");
        return new BigInteger(1, bytes).longValueExact();
    }
}
