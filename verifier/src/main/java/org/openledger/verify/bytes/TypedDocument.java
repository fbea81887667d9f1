package org.openledger.verify.bytes;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A flat struct as EIP-712 hashes it in the domain of a contract: what people sign with their wallets. */
public final class TypedDocument {
    private static final String DOMAIN =
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    private static final String VERSION = "1";

    private final byte[] domain;
    private final ByteArrayOutputStream struct = new ByteArrayOutputStream();

    /** One field of a struct: its Solidity type, its name, and its value as wallets read it. */
    public record Field(String type, String name, String value) {
        private byte[] encoded() {
            return switch (type) {
                case "string" -> hash(value);
                case "address" -> Secp256k1.word(new BigInteger(1, Hex.parsePrefixed(value)));
                case "uint256" -> Secp256k1.word(new BigInteger(value));
                case "bytes32" -> Hex.parsePrefixed(value);
                default -> throw new IllegalStateException("no document has a field of type " + type);
            };
        }
    }

    /**
     * Begins a document.
     *
     * @param name in the contract's EIP-712 domain
     * @param contract its address
     * @param type the struct's encoded type, such as {@code Contribution(uint256 datanetId,…)}
     */
    public TypedDocument(String name, long chainId, String contract, String type) {
        this.domain = Hashes.keccak256(
                hash(DOMAIN),
                hash(name),
                hash(VERSION),
                Secp256k1.word(BigInteger.valueOf(chainId)),
                Secp256k1.word(new BigInteger(1, Hex.parsePrefixed(contract))));
        struct.writeBytes(hash(type));
    }

    /** A whole document of named fields. */
    public static TypedDocument of(String name, long chainId, String contract, String type, List<Field> fields) {
        String encoded = fields.stream()
                .map(field -> field.type() + " " + field.name())
                .collect(Collectors.joining(",", type + "(", ")"));
        TypedDocument document = new TypedDocument(name, chainId, contract, encoded);
        fields.forEach(field -> document.struct.writeBytes(field.encoded()));
        return document;
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

    /** The 32 bytes that are signed. */
    public byte[] digest() {
        return Hashes.keccak256(new byte[] {0x19, 0x01}, domain, Hashes.keccak256(struct.toByteArray()));
    }

    /** The address whose key signed it. */
    public String signer(String signature) {
        return Secp256k1.recover(digest(), Hex.parsePrefixed(signature));
    }

    private static byte[] hash(String text) {
        return Hashes.keccak256(text.getBytes(StandardCharsets.UTF_8));
    }
}
