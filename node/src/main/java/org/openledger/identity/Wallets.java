package org.openledger.identity;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.web3j.crypto.Hash;

/** Checks signatures made elsewhere: by a plain key, or by a contract wallet (ERC-1271). */
public final class Wallets {
    /** {@code bytes4(keccak256("isValidSignature(bytes32,bytes)"))}, both the selector and the answer that means yes. */
    private static final String ERC_1271 = "1626ba7e";

    private static final int MAX_CONTRACT_SIGNATURE_BYTES = 4096;

    private final ContractCalls chain;

    public Wallets(ContractCalls chain) {
        this.chain = chain;
    }

    /** The hash a wallet signs for a text or bytes (EIP-191 version 0x45). */
    public static byte[] personalDigest(byte[] message) {
        byte[] prefix = ("\u0019Ethereum Signed Message:\n" + message.length).getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[prefix.length + message.length];
        System.arraycopy(prefix, 0, whole, 0, prefix.length);
        System.arraycopy(message, 0, whole, prefix.length, message.length);
        return Hash.sha3(whole);
    }

    /** Throws {@link IdentityException} unless the account signed this typed data. */
    public void requireSigned(String account, TypedData data, String signature) {
        require(account, data.digest(), signature);
    }

    /** Throws {@link IdentityException} unless the account signed this text with {@code personal_sign}. */
    public void requireSigned(String account, String message, String signature) {
        require(account, personalDigest(message.getBytes(StandardCharsets.UTF_8)), signature);
    }

    private void require(String account, byte[] digest, String signature) {
        String address = Address.parse(account);
        byte[] bytes = parse(signature);
        if (!isSignedByKey(address, digest, bytes) && !isSignedByContract(address, digest, bytes)) {
            throw new IdentityException("the signature is not one of " + address
                    + " over this document: sign exactly what was shown, with that account");
        }
    }

    private static boolean isSignedByKey(String address, byte[] digest, byte[] signature) {
        try {
            return Signature.recover(digest, signature).equals(address);
        } catch (IdentityException notAKeySignature) {
            return false; // a contract wallet may use any form: it is asked next
        }
    }

    private boolean isSignedByContract(String address, byte[] digest, byte[] signature) {
        String answer = chain.call(address, "0x" + ERC_1271 + encode(digest, signature));
        return answer.toLowerCase(Locale.ROOT).startsWith("0x" + ERC_1271 + "0".repeat(56)) && answer.length() == 66;
    }

    /** ABI encoding of (bytes32, bytes). */
    private static String encode(byte[] digest, byte[] signature) {
        HexFormat hex = HexFormat.of();
        int padding = (32 - signature.length % 32) % 32;
        return hex.formatHex(digest)
                + word(64)
                + word(signature.length)
                + hex.formatHex(signature)
                + "00".repeat(padding);
    }

    private static String word(int value) {
        return String.format(Locale.ROOT, "%064x", value);
    }

    private static byte[] parse(String signature) {
        if (!signature.matches("0x([0-9a-fA-F]{2})*") || signature.length() > 2 + 2 * MAX_CONTRACT_SIGNATURE_BYTES) {
            throw new IdentityException("not a signature: write 0x and hex characters, 65 bytes for a plain wallet");
        }
        return HexFormat.of().parseHex(signature, 2, signature.length());
    }
}
