package org.openledger.identity;

import java.io.IOException;
import org.web3j.crypto.StructuredDataEncoder;

/**
 * A document to sign as EIP-712 defines it.
 *
 * @param json what wallets take in {@code eth_signTypedData_v4}: types, primaryType, domain, message
 */
public record TypedData(String json) {
    public static final int MAX_CHARACTERS = 64 * 1024;

    public TypedData {
        if (json.length() > MAX_CHARACTERS) {
            throw new IdentityException("typed data has at most " + MAX_CHARACTERS + " characters");
        }
    }

    /** keccak256(0x19 01 ‖ domain separator ‖ struct hash): the 32 bytes that are signed. */
    public byte[] digest() {
        try {
            return new StructuredDataEncoder(json).hashStructuredData();
        } catch (IOException | RuntimeException e) {
            throw new IdentityException("not typed data as EIP-712 defines it: " + e.getMessage(), e);
        }
    }
}
