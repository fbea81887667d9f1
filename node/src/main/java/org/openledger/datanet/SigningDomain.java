package org.openledger.datanet;

import org.openledger.identity.Address;
import org.openledger.identity.TypedData;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The EIP-712 domain of the DatanetRegistry contract, and the two documents signed in it.
 *
 * @param chainId the chain's id
 * @param registry the contract's address
 */
public record SigningDomain(long chainId, String registry) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NAME = "OpenLedger DatanetRegistry";
    private static final String VERSION = "1";

    public SigningDomain {
        registry = Address.parse(registry);
    }

    /** {@code Contribution(uint256 datanetId,bytes32 root,uint32 rows,bytes32 termsDigest,uint256 nonce,uint256 deadline)} */
    TypedData contribution(
            String token, String root, long rows, String termsDigest, String nonce, long deadlineSeconds) {
        return new Document("Contribution")
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
    TypedData publication(
            String token, long number, String root, long rows, String manifestDigest, long deadlineSeconds) {
        return new Document("Publication")
                .field("uint256", "datanetId", token)
                .field("uint32", "number", Long.toString(number))
                .field("bytes32", "root", "0x" + root)
                .field("uint64", "rows", Long.toString(rows))
                .field("bytes32", "manifestDigest", "0x" + manifestDigest)
                .field("uint256", "deadline", Long.toString(deadlineSeconds))
                .build();
    }

    /** Builds the JSON that wallets take; large numbers are decimal strings, as wallets read them. */
    private final class Document {
        private final ObjectNode root = JSON.createObjectNode();
        private final ArrayNode fields;
        private final ObjectNode message;

        Document(String primaryType) {
            ObjectNode types = root.putObject("types");
            ArrayNode domainFields = types.putArray("EIP712Domain");
            describe(domainFields, "string", "name");
            describe(domainFields, "string", "version");
            describe(domainFields, "uint256", "chainId");
            describe(domainFields, "address", "verifyingContract");
            fields = types.putArray(primaryType);
            root.put("primaryType", primaryType);
            root.putObject("domain")
                    .put("name", NAME)
                    .put("version", VERSION)
                    .put("chainId", chainId)
                    .put("verifyingContract", registry);
            message = root.putObject("message");
        }

        Document field(String type, String name, String value) {
            describe(fields, type, name);
            message.put(name, value);
            return this;
        }

        TypedData build() {
            return new TypedData(JSON.writeValueAsString(root));
        }

        private static void describe(ArrayNode fields, String type, String name) {
            fields.addObject().put("name", name).put("type", type);
        }
    }
}
