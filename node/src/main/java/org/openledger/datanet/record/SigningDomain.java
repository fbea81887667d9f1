package org.openledger.datanet.record;

import org.openledger.identity.Address;
import org.openledger.identity.TypedData;
import org.openledger.identity.TypedDataBuilder;

/**
 * The EIP-712 domain of the DatanetRegistry contract, and the two documents signed in it.
 *
 * @param chainId the chain's id
 * @param registry the contract's address
 */
public record SigningDomain(long chainId, String registry) {
    private static final String NAME = "OpenLedger DatanetRegistry";

    public SigningDomain {
        registry = Address.parse(registry);
    }

    /** {@code Contribution(uint256 datanetId,bytes32 root,uint32 rows,bytes32 termsDigest,uint256 nonce,uint256 deadline)} */
    public TypedData contribution(
            String token, String root, long rows, String termsDigest, String nonce, long deadlineSeconds) {
        return document("Contribution")
                .field("uint256", "datanetId", token)
                .field("bytes32", "root", "0x" + root)
                .field("uint32", "rows", Long.toString(rows))
                .field("bytes32", "termsDigest", "0x" + termsDigest)
                .field("uint256", "nonce", nonce)
                .field("uint256", "deadline", Long.toString(deadlineSeconds))
                .build();
    }

    /**
     * {@code Publication(uint256 datanetId,uint32 number,bytes32 root,uint64 rows,bytes32 manifestDigest,uint256 deadline)}
     */
    public TypedData publication(
            String token, long number, String root, long rows, String manifestDigest, long deadlineSeconds) {
        return document("Publication")
                .field("uint256", "datanetId", token)
                .field("uint32", "number", Long.toString(number))
                .field("bytes32", "root", "0x" + root)
                .field("uint64", "rows", Long.toString(rows))
                .field("bytes32", "manifestDigest", "0x" + manifestDigest)
                .field("uint256", "deadline", Long.toString(deadlineSeconds))
                .build();
    }

    private TypedDataBuilder document(String primaryType) {
        return new TypedDataBuilder(NAME, chainId, registry, primaryType);
    }
}
