package org.openledger.chain.local;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.openledger.chain.ChainException;
import org.openledger.chain.Quantities;
import org.openledger.store.Disk;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The embedded chain's first block, as geth's genesis.json: written once, then never changed, because every later block
 * depends on it. All OPEN there is belongs to the operator at first.
 */
record Genesis(long chainId, String operator, long timestampSeconds) {
    /** 10^9 OPEN, in wei. */
    private static final BigInteger SUPPLY_WEI = BigInteger.TEN.pow(27);

    private static final BigInteger BASE_FEE_WEI = BigInteger.TEN.pow(9);
    private static final JsonMapper JSON = new JsonMapper();

    Genesis {
        if (chainId <= 0) {
            throw new ChainException("the chain id must be positive, not " + chainId);
        }
        if (!operator.matches("0x[0-9a-f]{40}")) {
            throw new ChainException(
                    "the operator must be a lower-case address (0x and 40 hex digits), not " + operator);
        }
    }

    /** Reads the file, or makes it with the given values. Throws when it was made for another operator or chain id. */
    static Genesis readOrWrite(Path file, Genesis wanted, Disk disk) {
        try {
            if (!Files.exists(file)) {
                disk.replace(file, wanted.toJson());
            }
            Genesis kept = fromJson(JSON.readTree(Files.readAllBytes(file)));
            if (kept.chainId != wanted.chainId || !kept.operator.equals(wanted.operator)) {
                throw new ChainException("the embedded chain in " + file.getParent() + " belongs to operator "
                        + kept.operator + " and chain id " + kept.chainId + ", not to " + wanted.operator + " and "
                        + wanted.chainId
                        + ". Start with the key and chain id it was made with, or with another --data.");
            }
            return kept;
        } catch (IOException | JacksonException e) {
            throw new ChainException("cannot read or write " + file + ": " + e.getMessage(), e);
        }
    }

    byte[] toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("config").put("chainId", chainId);
        json.put("nonce", "0x0");
        json.put("timestamp", Quantities.of(timestampSeconds));
        json.put("gasLimit", Quantities.of(Anvil.GAS_LIMIT));
        json.put("difficulty", "0x0");
        json.put("baseFeePerGas", Quantities.of(BASE_FEE_WEI));
        json.putObject("alloc").putObject(operator).put("balance", Quantities.of(SUPPLY_WEI));
        return JSON.writeValueAsBytes(json);
    }

    private static Genesis fromJson(JsonNode json) {
        String operator =
                json.path("alloc").propertyNames().stream().findFirst().orElse("");
        return new Genesis(
                json.path("config").path("chainId").asLong(),
                operator.toLowerCase(Locale.ROOT),
                Quantities.parse(json.path("timestamp")).longValueExact());
    }
}
