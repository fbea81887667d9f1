package org.openledger.sale;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openledger.identity.Address;
import org.openledger.identity.IdentityException;
import org.openledger.identity.Signature;
import org.openledger.identity.TypedData;
import org.openledger.identity.TypedDataBuilder;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;
import org.openledger.verify.bytes.VerifyException;

/**
 * A transfer that its payer signed: ERC-3009's {@code TransferWithAuthorization}, as x402's header brings it. Times are seconds.
 *
 * @param nonce 0x and 64 hexadecimal digits, which the payer chose
 * @param signature 65 bytes
 * @param identifier by which the payer's program knows the payment again
 */
record Authorization(
        String from,
        String to,
        BigInteger wei,
        BigInteger validAfter,
        BigInteger validBefore,
        String nonce,
        String signature,
        Optional<String> identifier) {
    private static final int MAX_HEADER_CHARACTERS = 16 * 1024;
    /** Later ones mean blocks and not times to the token, or overflow. */
    private static final BigInteger LATEST_SECONDS = BigInteger.TWO.pow(40);
    /** What a transfer needs to come into a block. */
    private static final long LEAST_SECONDS_LEFT = 6;

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,77}");
    private static final Pattern NONCE = Pattern.compile("0x[0-9a-fA-F]{64}");
    private static final Pattern IDENTIFIER =
            Pattern.compile("[a-zA-Z0-9_-]{" + Terms.LEAST_IDENTIFIER + "," + Terms.LONGEST_IDENTIFIER + "}");
    private static final List<String> MEMBERS = List.of("from", "to", "value", "validAfter", "validBefore", "nonce");

    /** What a header brings, compared with what is asked for; {@link SaleException} with the first thing that is wrong. */
    static Authorization parse(String header, Terms terms, Terms.Wanted wanted) {
        JsonObject payment = read(header);
        require(
                payment.members().get("x402Version") instanceof Json.JsonInteger version
                        && version.value() == Terms.VERSION,
                "'x402Version' must be 2");
        JsonObject accepted = object(payment, "accepted");
        requireText(accepted, "scheme", Terms.SCHEME);
        requireText(accepted, "network", terms.network());
        requireAddress(accepted, "asset", terms.token());
        requireText(accepted, "amount", wanted.wei().toString());
        requireAddress(accepted, "payTo", terms.payTo());
        JsonObject payload = object(payment, "payload");
        JsonObject authorization = object(payload, "authorization");
        requireOnly(payload, List.of("authorization", "signature"));
        requireOnly(authorization, MEMBERS);
        requireText(authorization, "value", wanted.wei().toString());
        requireAddress(authorization, "to", terms.payTo());
        String nonce = text(authorization, "nonce");
        require(NONCE.matcher(nonce).matches(), "'nonce' must be 0x and 64 hexadecimal digits");
        Authorization parsed = new Authorization(
                address(authorization, "from"),
                terms.payTo(),
                wanted.wei(),
                number(authorization, "validAfter"),
                number(authorization, "validBefore"),
                nonce.toLowerCase(Locale.ROOT),
                text(payload, "signature"),
                identifier(payment));
        parsed.requireSigned(terms);
        return parsed;
    }

    private static JsonObject read(String header) {
        if (header.length() <= MAX_HEADER_CHARACTERS) {
            try {
                return Terms.decoded(header);
            } catch (IllegalArgumentException | ClassCastException | VerifyException wrong) {
                throw refused("it is no base64 of a JSON object (" + wrong.getMessage() + ")");
            }
        }
        throw refused("it is longer than " + MAX_HEADER_CHARACTERS + " characters");
    }

    /** The token takes signatures of plain keys alone. */
    private void requireSigned(Terms terms) {
        try {
            require(
                    Signature.recover(typedData(terms).digest(), Signature.parse(signature))
                            .equals(from),
                    "'signature' is not one of 'from' over this transfer");
        } catch (IdentityException wrong) {
            throw refused("'signature' is wrong: " + wrong.getMessage());
        }
    }

    TypedData typedData(Terms terms) {
        return new TypedDataBuilder(terms.tokenName(), terms.chainId(), terms.token(), "TransferWithAuthorization")
                .field("address", "from", from)
                .field("address", "to", to)
                .field("uint256", "value", wei.toString())
                .field("uint256", "validAfter", validAfter.toString())
                .field("uint256", "validBefore", validBefore.toString())
                .field("bytes32", "nonce", nonce)
                .build();
    }

    /** {@link SaleException} unless the token would take it now, and for as long as it needs. */
    void requireInTime(long nowSeconds) {
        require(validAfter.compareTo(BigInteger.valueOf(nowSeconds)) < 0, "'validAfter' is not over yet");
        require(
                validBefore.compareTo(BigInteger.valueOf(nowSeconds + LEAST_SECONDS_LEFT)) > 0,
                "'validBefore' has passed, or leaves less than " + LEAST_SECONDS_LEFT + " s");
    }

    private static Optional<String> identifier(JsonObject payment) {
        if (!(payment.members().get("extensions") instanceof JsonObject extensions)
                || !(extensions.members().get(Terms.IDENTIFIER) instanceof JsonObject extension)
                || !(extension.members().get("info") instanceof JsonObject info)
                || !info.members().containsKey("id")) {
            return Optional.empty();
        }
        String id = text(info, "id");
        require(
                IDENTIFIER.matcher(id).matches(),
                "'id' of the payment-identifier must be " + Terms.LEAST_IDENTIFIER + " to " + Terms.LONGEST_IDENTIFIER
                        + " letters, digits, - or _");
        return Optional.of(id);
    }

    private static JsonObject object(JsonObject of, String name) {
        if (of.members().get(name) instanceof JsonObject object) {
            return object;
        }
        throw refused("'" + name + "' must be an object");
    }

    private static String text(JsonObject of, String name) {
        if (of.members().get(name) instanceof JsonString text) {
            return text.value();
        }
        throw refused("'" + name + "' must be a text");
    }

    private static BigInteger number(JsonObject of, String name) {
        String digits = text(of, name);
        BigInteger number = NUMBER.matcher(digits).matches() ? new BigInteger(digits) : LATEST_SECONDS;
        require(number.compareTo(LATEST_SECONDS) < 0, "'" + name + "' must be a time in seconds, in digits");
        return number;
    }

    private static String address(JsonObject of, String name) {
        try {
            return Address.parse(text(of, name));
        } catch (IdentityException wrong) {
            throw refused("'" + name + "' is wrong: " + wrong.getMessage());
        }
    }

    private static void requireAddress(JsonObject of, String name, String wanted) {
        require(address(of, name).equals(wanted), "'" + name + "' must be " + Address.checksummed(wanted));
    }

    private static void requireText(JsonObject of, String name, String wanted) {
        require(text(of, name).equals(wanted), "'" + name + "' must be \"" + wanted + "\"");
    }

    private static void requireOnly(JsonObject of, List<String> names) {
        TreeSet<String> unknown = new TreeSet<>(of.members().keySet());
        names.forEach(unknown::remove);
        @Nullable String first = unknown.isEmpty() ? null : unknown.first();
        require(first == null, "there is no '" + first + "' in a payment");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw refused(what);
        }
    }

    private static SaleException refused(String what) {
        return new SaleException(
                Kind.UNPAID,
                "The payment in " + Terms.SIGNATURE_HEADER + " is not taken: " + what + ". Nothing was taken; pay what "
                        + Terms.REQUIRED_HEADER + " asks for.");
    }
}
