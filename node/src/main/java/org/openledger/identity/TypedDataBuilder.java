package org.openledger.identity;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds {@link TypedData} of one flat struct in a contract's domain; large numbers are decimal strings, as wallets read them. */
public final class TypedDataBuilder {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String VERSION = "1";

    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode fields;
    private final ObjectNode message;

    /**
     * Begins a document.
     *
     * @param domain the name in the contract's EIP-712 domain
     * @param contract its address
     * @param primaryType the struct's name
     */
    public TypedDataBuilder(String domain, long chainId, String contract, String primaryType) {
        ObjectNode types = root.putObject("types");
        ArrayNode domainFields = types.putArray("EIP712Domain");
        describe(domainFields, "string", "name");
        describe(domainFields, "string", "version");
        describe(domainFields, "uint256", "chainId");
        describe(domainFields, "address", "verifyingContract");
        fields = types.putArray(primaryType);
        root.put("primaryType", primaryType);
        root.putObject("domain")
                .put("name", domain)
                .put("version", VERSION)
                .put("chainId", chainId)
                .put("verifyingContract", contract);
        message = root.putObject("message");
    }

    /** The struct's next field. */
    public TypedDataBuilder field(String type, String name, String value) {
        describe(fields, type, name);
        if (type.equals("bool")) {
            message.put(name, Boolean.parseBoolean(value));
        } else {
            message.put(name, value);
        }
        return this;
    }

    public TypedData build() {
        return new TypedData(JSON.writeValueAsString(root));
    }

    private static void describe(ArrayNode fields, String type, String name) {
        fields.addObject().put("name", name).put("type", type);
    }
}
