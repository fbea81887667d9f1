package org.openledger.api.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.openledger.client.call.CallerKind;
import org.openledger.identity.ApiKey;
import org.openledger.identity.ApiKeys;
import org.openledger.identity.Reader;
import org.openledger.identity.SignIns;

/** Who asks, by the bearer of the request, and what they may do. */
public final class Access {
    private static final String BEARER = "Bearer ";

    private final byte[] adminToken;
    private final SignIns signIns;
    private final ApiKeys keys;

    /** @param adminToken of the node's data folder */
    public Access(String adminToken, SignIns signIns, ApiKeys keys) {
        this.adminToken = adminToken.getBytes(StandardCharsets.UTF_8);
        this.signIns = signIns;
        this.keys = keys;
    }

    /**
     * Who sent a request.
     *
     * @param administers whether they hold the node's admin token
     * @param account whom they act for: they signed in with its wallet
     * @param payer whose deposit they may spend: the account, or the one their API key was issued for
     */
    public record Caller(boolean administers, Optional<String> account, Optional<String> payer) {
        public static final Caller ANYONE = new Caller(false, Optional.empty(), Optional.empty());

        /** 401 for a caller that an endpoint is not for. Whom {@link CallerKind#ACCOUNT} means, its handler knows. */
        void require(CallerKind kind, Context context) {
            switch (kind) {
                case ANYONE, ACCOUNT -> {}
                case PAYER -> requirePayer(context);
                case ADMINISTRATOR -> requireAdmin();
            }
        }

        private void requirePayer(Context context) {
            if (payer.isEmpty()) {
                throw ApiException.unauthorized(
                        bearer(context).isEmpty()
                                ? "No API key: send 'Authorization: Bearer ol_…'."
                                : "This API key is unknown here or was revoked.");
            }
        }

        /** 401 unless it is the administrator. */
        public void requireAdmin() {
            if (!administers) {
                throw ApiException.unauthorized(
                        "This call needs the node's admin token: 'Authorization: Bearer …', from"
                                + " admin.token in its data folder.");
            }
        }

        /** 401 or 403 unless it is the administrator or the holder of {@code address}. */
        public void requireFor(String address) {
            if (administers || account.filter(address::equals).isPresent()) {
                return;
            }
            if (account.isPresent()) {
                throw ApiException.forbidden("You are signed in as " + account.get() + "; this needs " + address + ".");
            }
            throw ApiException.unauthorized("This call needs " + address + " to sign in with its wallet, or the node's"
                    + " admin token: 'Authorization: Bearer …'.");
        }

        /** Whether what this payer asked, and was answered, may be shown. */
        public boolean reads(String address) {
            return administers || payer.filter(address::equals).isPresent();
        }

        /** 401 or 403 unless it is the administrator, or may spend what {@code address} deposited. */
        public void requireReads(String address) {
            if (!reads(address)) {
                requireFor(address);
            }
        }

        /** For whom something is read. */
        public Reader reader() {
            return new Reader(administers, account.orElse(""), payer.orElse(""));
        }
    }

    public Caller of(Context context) {
        String token = bearer(context);
        if (token.isEmpty()) {
            return Caller.ANYONE;
        }
        boolean administers = MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), adminToken);
        if (administers) {
            return new Caller(true, Optional.empty(), Optional.empty());
        }
        Optional<String> account = signIns.lookup(token);
        return new Caller(false, account, account.or(() -> keys.lookup(token).map(ApiKey::payer)));
    }

    /** The token of a request; empty when there is none. */
    public static String bearer(Context context) {
        String header = context.header("Authorization");
        return header != null && header.startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
    }
}
