package org.openledger.verify.datanet;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Secp256k1;

/** A flat struct as EIP-712 hashes it in the domain of the DatanetRegistry: what contributors and owners sign. */
public final class TypedDocument {
    private static final String DOMAIN =
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    private static final String NAME = "OpenLedger DatanetRegistry";
    private static final String VERSION = "1";

    private final byte[] domain;
    private final ByteArrayOutputStream struct = new ByteArrayOutputStream();

    /**
     * Begins a document.
     *
     * @param registry the contract's address
     * @param type the struct's encoded type, such as {@code Contribution(uint256 datanetId,…)}
     */
    public TypedDocument(long chainId, String registry, String type) {
        this.domain = Hashes.keccak256(
                hash(DOMAIN),
                hash(NAME),
                hash(VERSION),
                Secp256k1.word(BigInteger.valueOf(chainId)),
                Secp256k1.word(new BigInteger(1, Hex.parsePrefixed(registry))));
        struct.writeBytes(hash(type));
    }

    /** The next field, a number. */
    public TypedDocument number(String decimal) {
        struct.writeBytes(Secp256k1.word(new BigInteger(decimal)));
        return this;
    }

    /** The next field, 32 bytes in hex. */
    public TypedDocument bytes32(String hex) {
        struct.writeBytes(Hex.parse(hex));
        return this;
    }

    /** The address whose key signed it. */
    public String signer(String signature) {
        byte[] digest = Hashes.keccak256(new byte[] {0x19, 0x01}, domain, Hashes.keccak256(struct.toByteArray()));
        return Secp256k1.recover(digest, Hex.parsePrefixed(signature));
    }

    private static byte[] hash(String text) {
        return Hashes.keccak256(text.getBytes(StandardCharsets.UTF_8));
    }
}
