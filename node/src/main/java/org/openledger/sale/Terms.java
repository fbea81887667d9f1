package org.openledger.sale;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.openledger.identity.Address;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * What payments by signature are made in, and to whom (x402 v2, {@code specs/schemes/exact}).
 *
 * @param tokenName in the token's EIP-712 domain
 * @param payTo who receives them, and puts them into the escrow
 */
public record Terms(long chainId, String token, String tokenName, String payTo) {
    /** The header that asks for a payment; its value is base64 of JSON. */
    public static final String REQUIRED_HEADER = "PAYMENT-REQUIRED";
    /** The header that pays. */
    public static final String SIGNATURE_HEADER = "PAYMENT-SIGNATURE";
    /** The header that says what became of a payment. */
    public static final String RESPONSE_HEADER = "PAYMENT-RESPONSE";

    static final int VERSION = 2;
    static final String SCHEME = "exact";
    static final String IDENTIFIER = "payment-identifier";
    static final int LEAST_IDENTIFIER = 16;
    static final int LONGEST_IDENTIFIER = 128;
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);

    /**
     * What is for sale.
     *
     * @param url where
     * @param gwei the most that it can cost, which is what is paid
     * @param request SHA-256 of what is asked for
     */
    public record Wanted(String url, String description, long gwei, String request) {
        BigInteger wei() {
            return BigInteger.valueOf(gwei).multiply(WEI_PER_GWEI);
        }
    }

    String network() {
        return "eip155:" + chainId;
    }

    /** The value of the header that asks for a payment. */
    public String required(Wanted wanted, String error) {
        return encoded(Json.object()
                .put("x402Version", VERSION)
                .put("error", error)
                .put(
                        "resource",
                        Json.object()
                                .put("url", wanted.url())
                                .put("description", wanted.description())
                                .put("mimeType", "application/json")
                                .build())
                .put("accepts", Json.array(List.of(requirement(wanted))))
                .put("extensions", Json.object().put(IDENTIFIER, identifier()).build())
                .build());
    }

    private Json requirement(Wanted wanted) {
        return Json.object()
                .put("scheme", SCHEME)
                .put("network", network())
                .put("amount", wanted.wei().toString())
                .put("asset", Address.checksummed(token))
                .put("payTo", Address.checksummed(payTo))
                .put("maxTimeoutSeconds", LONGEST.toSeconds())
                .put(
                        "extra",
                        Json.object()
                                .put("name", tokenName)
                                .put("version", "1")
                                .put("assetTransferMethod", "eip3009")
                                .build())
                .build();
    }

    private static Json identifier() {
        return Json.object()
                .put(
                        "info",
                        Json.object()
                                .put("required", new Json.JsonBoolean(false))
                                .build())
                .put(
                        "schema",
                        Json.object()
                                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                                .put("type", "object")
                                .put(
                                        "properties",
                                        Json.object()
                                                .put(
                                                        "required",
                                                        Json.object()
                                                                .put("type", "boolean")
                                                                .build())
                                                .put(
                                                        "id",
                                                        Json.object()
                                                                .put("type", "string")
                                                                .put("minLength", LEAST_IDENTIFIER)
                                                                .put("maxLength", LONGEST_IDENTIFIER)
                                                                .put("pattern", "^[a-zA-Z0-9_-]+$")
                                                                .build())
                                                .build())
                                .put("required", Json.strings(List.of("required")))
                                .build())
                .build();
    }

    /** The value of the header that says that a payment was taken. */
    public String response(Paid paid) {
        return encoded(Json.object()
                .put("success", new Json.JsonBoolean(true))
                .put("transaction", paid.transaction())
                .put("network", network())
                .put("payer", Address.checksummed(paid.from()))
                .build());
    }

    private static String encoded(Json json) {
        return Base64.getEncoder().encodeToString(CanonicalJson.write(json));
    }

    /** The value of a header as JSON. */
    static Json.JsonObject decoded(String header) {
        return (Json.JsonObject)
                CanonicalJson.parse(Base64.getDecoder().decode(header.getBytes(StandardCharsets.US_ASCII)));
    }
}
