package org.openledger.identity;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** A secp256k1 private key in memory that signs hashes. Its text form shows the address only. */
public final class Signer {
    private static final int KEY_LENGTH = 32;

    private final ECKeyPair key;
    private final String address;

    private Signer(ECKeyPair key) {
        this.key = key;
        this.address = "0x" + Keys.getAddress(key).toLowerCase(Locale.ROOT);
    }

    /** A signer for a 32-byte private key. */
    public static Signer of(byte[] privateKey) {
        if (!isPrivateKey(privateKey)) {
            throw new IdentityException("not a secp256k1 private key: it has 32 bytes and is below the curve's order");
        }
        return new Signer(ECKeyPair.create(new BigInteger(1, privateKey)));
    }

    static boolean isPrivateKey(byte[] bytes) {
        BigInteger value = new BigInteger(1, bytes);
        return bytes.length == KEY_LENGTH && value.signum() > 0 && value.compareTo(Sign.CURVE_PARAMS.getN()) < 0;
    }

    public String address() {
        return address;
    }

    /** Signs a 32-byte hash as it is (RFC 6979, low s): 65 bytes r‖s‖v, v 27 or 28. */
    public byte[] sign(byte[] hash) {
        if (hash.length != 32) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + hash.length);
        }
        Sign.SignatureData data = Sign.signMessage(hash, key, false);
        byte[] signature = new byte[65];
        System.arraycopy(data.getR(), 0, signature, 0, 32);
        System.arraycopy(data.getS(), 0, signature, 32, 32);
        signature[64] = data.getV()[0];
        return signature;
    }

    /** The private key as 32 bytes: for the transaction sender, and for export. */
    public byte[] privateKey() {
        byte[] bytes = key.getPrivateKey().toByteArray();
        byte[] padded = new byte[KEY_LENGTH];
        int length = Math.min(bytes.length, KEY_LENGTH);
        System.arraycopy(bytes, bytes.length - length, padded, KEY_LENGTH - length, length);
        return padded;
    }

    /** The private key as {@code 0x} and 64 hex characters, the form wallets import. */
    public String export() {
        return "0x" + HexFormat.of().formatHex(privateKey());
    }

    @Override
    public String toString() {
        return "Signer[" + address + "]";
    }
}
