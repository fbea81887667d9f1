package org.openledger.sale;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openledger.identity.Accounts;
import org.openledger.identity.Address;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;
import org.openledger.verify.bytes.VerifyException;

/**
 * Buys what others sell by x402 (scheme exact, ERC-3009), for accounts whose keys the node keeps. The nonce of a payment follows from
 * the purchase's id, so that one purchase pays once, however often it is sent; and what was signed counts as paid, since nobody
 * can know that the seller does not take it.
 */
public final class Purse {
    private static final long MAX_BYTES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAYMENT_REQUIRED = 402;
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);

    private final Database database;
    private final Accounts accounts;
    private final Terms terms;
    private final InstantSource clock;
    private final List<String> shops;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param shops what the addresses of sellers begin with; nothing else is reached */
    public Purse(Database database, Accounts accounts, Terms terms, InstantSource clock, List<String> shops) {
        this.database = database;
        this.accounts = accounts;
        this.terms = terms;
        this.clock = clock;
        this.shops = List.copyOf(shops);
    }

    /**
     * What is to be bought.
     *
     * @param id with the same one again nothing is paid again
     * @param payer whose tokens pay
     * @param payTo whom alone
     * @param body what is sent, as JSON; without one the address is read
     * @param mostGwei that is paid
     */
    public record Purchase(String id, String payer, URI url, String payTo, Optional<String> body, long mostGwei) {}

    /**
     * What came of it.
     *
     * @param transaction of the payment, as the seller says; empty where it does not
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Bought(int status, String contentType, byte[] content, long paidGwei, String transaction) {}

    /** What was signed for a purchase; empty where nothing was. */
    public Optional<Long> signedGwei(String id) {
        return database.read(handle -> PurchaseTable.find(handle, id)).map(row -> gwei(row.amount()));
    }

    /** Pays where the seller asks for it, and gives what it sells. */
    public Bought buy(Purchase wanted) throws InterruptedException {
        requireShop(wanted.url());
        Optional<PurchaseTable.Row> before = database.read(handle -> PurchaseTable.find(handle, wanted.id()));
        PurchaseTable.Row row;
        if (before.isPresent()) {
            row = before.get();
        } else {
            HttpResponse<byte[]> asked = send(wanted, Optional.empty());
            if (asked.statusCode() != PAYMENT_REQUIRED) {
                return bought(asked, 0);
            }
            PurchaseTable.Row signed = agreed(wanted, asked);
            row = database.transact(tx -> PurchaseTable.find(tx, wanted.id()).orElseGet(() -> {
                PurchaseTable.insert(tx, signed);
                return signed;
            }));
        }
        return bought(send(wanted, Optional.of(payment(row))), gwei(row.amount()));
    }

    private void requireShop(URI url) {
        String text = url.toString();
        if (shops.stream().noneMatch(text::startsWith)) {
            throw new SaleException(
                    Kind.FORBIDDEN,
                    "This node buys nothing at " + url
                            + ": its operator names shops in agents.shops. Nothing was paid.");
        }
    }

    /** What the seller asks for, where it is what may be paid. */
    private PurchaseTable.Row agreed(Purchase wanted, HttpResponse<byte[]> asked) {
        JsonObject required = asked.headers()
                .firstValue(Terms.REQUIRED_HEADER)
                .flatMap(Purse::decoded)
                .orElseThrow(() -> refused("the seller does not say what to pay, as x402 v2 would"));
        JsonObject accepted = requirements(required).stream()
                .filter(each -> is(each, "scheme", Terms.SCHEME) && is(each, "network", terms.network()))
                .filter(each -> is(each, "asset", terms.token()))
                .findFirst()
                .orElseThrow(() -> refused("the seller does not take this node's token on " + terms.network()));
        if (!is(accepted, "payTo", wanted.payTo())) {
            throw refused("the seller wants another to be paid than " + wanted.payTo());
        }
        BigInteger wei = wei(accepted);
        if (wei.compareTo(BigInteger.valueOf(wanted.mostGwei()).multiply(WEI_PER_GWEI)) > 0) {
            throw refused("the seller asks for " + wei + " wei, more than " + OpenAmount.of(wanted.mostGwei()));
        }
        return new PurchaseTable.Row(
                wanted.id(),
                wanted.payer(),
                wanted.payTo(),
                "0x" + Hex.of(Hashes.sha256(("payment of " + wanted.id()).getBytes(StandardCharsets.US_ASCII))),
                wei.toString(),
                text(accepted),
                clock.instant().plus(Terms.LONGEST).getEpochSecond(),
                clock.millis());
    }

    private static BigInteger wei(JsonObject accepted) {
        if (accepted.members().get("amount") instanceof JsonString amount
                && amount.value().matches("[1-9][0-9]{0,40}")) {
            return new BigInteger(amount.value());
        }
        throw refused("the seller's amount is none");
    }

    private static List<JsonObject> requirements(JsonObject required) {
        return required.members().get("accepts") instanceof Json.JsonArray all
                ? all.items().stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    private static boolean is(JsonObject each, String name, String wanted) {
        return each.members().get(name) instanceof JsonString text
                && text.value().equalsIgnoreCase(wanted);
    }

    /** The header that pays: the same transfer each time it is made. */
    private String payment(PurchaseTable.Row row) {
        Signer signer = accounts.signer(row.payer());
        Authorization transfer = new Authorization(
                row.payer(),
                row.payTo(),
                row.amount(),
                BigInteger.ZERO,
                BigInteger.valueOf(row.expiresSeconds()),
                row.nonce(),
                "",
                Optional.empty());
        Json payment = Json.object()
                .put("x402Version", Terms.VERSION)
                .put("accepted", CanonicalJson.parse(row.accepted().getBytes(StandardCharsets.UTF_8)))
                .put(
                        "payload",
                        Json.object()
                                .put(
                                        "signature",
                                        Signature.format(signer.sign(
                                                transfer.typedData(terms).digest())))
                                .put(
                                        "authorization",
                                        Json.object()
                                                .put("from", Address.checksummed(row.payer()))
                                                .put("to", Address.checksummed(row.payTo()))
                                                .put("value", row.wei())
                                                .put("validAfter", "0")
                                                .put("validBefore", Long.toString(row.expiresSeconds()))
                                                .put("nonce", row.nonce())
                                                .build())
                                .build())
                .put(
                        "extensions",
                        Json.object()
                                .put(
                                        Terms.IDENTIFIER,
                                        Json.object()
                                                .put(
                                                        "info",
                                                        Json.object()
                                                                .put("required", new Json.JsonBoolean(false))
                                                                .put("id", "action_" + row.id())
                                                                .build())
                                                .build())
                                .build())
                .build();
        return Base64.getEncoder().encodeToString(CanonicalJson.write(payment));
    }

    private HttpResponse<byte[]> send(Purchase wanted, Optional<String> payment) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(wanted.url()).timeout(PATIENCE);
        wanted.body()
                .ifPresentOrElse(
                        body -> request.header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)),
                        request::GET);
        payment.ifPresent(header -> request.header(Terms.SIGNATURE_HEADER, header));
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            return sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw tooLate(payment);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof HttpTimeoutException) {
                throw tooLate(payment);
            }
            throw failed(
                    failure.getCause() instanceof IOException cause
                            ? "cannot be read (" + cause.getMessage() + ")"
                            : "failed",
                    payment);
        } finally {
            sent.cancel(true);
        }
    }

    private static SaleException tooLate(Optional<String> payment) {
        return failed("did not answer within " + PATIENCE.toSeconds() + " s", payment);
    }

    private static SaleException failed(String how, Optional<String> payment) {
        return new SaleException(
                Kind.UPSTREAM_FAILED,
                "The seller " + how + ". "
                        + (payment.isPresent() ? "What was signed for it counts as paid." : "Nothing was paid."));
    }

    private Bought bought(HttpResponse<byte[]> response, long paidGwei) {
        return new Bought(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body(),
                paidGwei,
                response.headers()
                        .firstValue(Terms.RESPONSE_HEADER)
                        .flatMap(Purse::decoded)
                        .map(said -> said.members().get("transaction"))
                        .filter(JsonString.class::isInstance)
                        .map(said -> ((JsonString) said).value())
                        .filter(hash -> hash.matches("0x[0-9a-f]{64}"))
                        .orElse(""));
    }

    private static Optional<JsonObject> decoded(String header) {
        try {
            return Optional.of(Terms.decoded(header));
        } catch (IllegalArgumentException | ClassCastException | VerifyException wrong) {
            return Optional.empty();
        }
    }

    /** Rounded up: a budget is of whole gwei. */
    private static long gwei(BigInteger wei) {
        return wei.add(WEI_PER_GWEI)
                .subtract(BigInteger.ONE)
                .divide(WEI_PER_GWEI)
                .longValueExact();
    }

    private static String text(Json json) {
        return new String(CanonicalJson.write(json), StandardCharsets.UTF_8);
    }

    private static SaleException refused(String why) {
        return new SaleException(Kind.CONFLICT, "It was not bought: " + why + ". Nothing was paid.");
    }
}
