package org.openledger.api.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.openledger.administration.AdminToken;
import org.openledger.administration.AdminTokens;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.KeyScope;
import org.openledger.identity.Reader;
import org.openledger.identity.credential.ApiKey;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.Sessions;

/** Who asks, by the bearer of the request, and what they may do. */
public final class Access {
    /** What the administrator is called who has the token of the data folder. */
    public static final String FOLDER_TOKEN = "admin.token";

    private static final String BEARER = "Bearer ";

    private final byte[] folderToken;
    private final AdminTokens adminTokens;
    private final Sessions sessions;
    private final ApiKeys keys;

    /** @param folderToken of the node's data folder */
    public Access(String folderToken, AdminTokens adminTokens, Sessions sessions, ApiKeys keys) {
        this.folderToken = folderToken.getBytes(StandardCharsets.UTF_8);
        this.adminTokens = adminTokens;
        this.sessions = sessions;
        this.keys = keys;
    }

    /**
     * Who sent a request.
     *
     * @param administrator the admin token that they hold, by its name
     * @param account whom they act for: they signed in with its wallet, or have its key where keys are let in
     * @param payer whose deposit they may spend, and whose answers they may read
     * @param key that they hold
     */
    public record Caller(
            Optional<String> administrator, Optional<String> account, Optional<String> payer, Optional<ApiKey> key) {
        public static final Caller ANYONE =
                new Caller(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public static Caller administrator(String name) {
            return new Caller(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Caller account(String address) {
            return new Caller(Optional.empty(), Optional.of(address), Optional.of(address), Optional.empty());
        }

        static Caller holder(ApiKey key) {
            return new Caller(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(key));
        }

        public boolean administers() {
            return administrator.isPresent();
        }

        /**
         * The caller as an endpoint of this kind takes them: a key is worth what its scope there says, and no more. 401 or 403 for
         * who may not call it at all. Whom {@link CallerKind#ACCOUNT} and {@link CallerKind#CONTRIBUTOR} mean, the handler knows.
         */
        Caller at(CallerKind kind, Context context) {
            if (key.isPresent()) {
                return at(kind, key.get());
            }
            switch (kind) {
                case ANYONE, CONTRIBUTOR, ACCOUNT -> {}
                case PAYER -> requirePayer(context);
                case AGENT -> requireAgent();
                case ADMINISTRATOR -> requireAdmin();
            }
            return this;
        }

        private Caller at(CallerKind kind, ApiKey held) {
            boolean may = kind.scope().filter(held::may).isPresent();
            if (!may && kind != CallerKind.ANYONE) {
                throw ApiException.forbidden(kind.scope()
                        .map(scope -> "This API key may not " + scope.word()
                                + ": ask its owner for one whose scopes name '" + scope.word() + "'.")
                        .orElse("No API key can do this: sign in with the wallet, or use an admin token."));
            }
            Optional<String> owner = Optional.of(held.payer());
            return new Caller(
                    Optional.empty(),
                    owner.filter(_ -> kind == CallerKind.CONTRIBUTOR),
                    owner.filter(_ -> may && (kind == CallerKind.PAYER || held.may(KeyScope.READ))),
                    key);
        }

        private void requirePayer(Context context) {
            if (payer.isEmpty()) {
                throw ApiException.unauthorized(
                        bearer(context).isEmpty()
                                ? "No API key: send 'Authorization: Bearer ol_…'."
                                : "This API key is unknown here, has expired or was revoked.");
            }
        }

        private void requireAgent() {
            throw ApiException.unauthorized(
                    "This call needs the key of a mandate: 'Authorization: Bearer ol_…', made with openledger mandate key.");
        }

        /** The mandate that the caller's key acts under. */
        public String requireMandate() {
            return key.flatMap(held -> held.terms().mandate())
                    .orElseThrow(() -> ApiException.forbidden("This call needs the key of a mandate."));
        }

        /** 401 unless it is an administrator. */
        public void requireAdmin() {
            if (!administers()) {
                throw ApiException.unauthorized(
                        "This call needs an admin token of the node: 'Authorization: Bearer …', from admin.token in its data"
                                + " folder, or made with openledger admin token create.");
            }
        }

        /** 401 or 403 unless it is an administrator or the holder of {@code address}. */
        public void requireFor(String address) {
            if (administers() || account.filter(address::equals).isPresent()) {
                return;
            }
            if (account.isPresent()) {
                throw ApiException.forbidden("You are signed in as " + account.get() + "; this needs " + address + ".");
            }
            throw ApiException.unauthorized("This call needs " + address
                    + " to sign in with its wallet, or an admin token" + " of the node: 'Authorization: Bearer …'.");
        }

        /**
         * 403 unless it is the holder of {@code address} who signed in with its wallet: no administrator stands in.
         *
         * @param why nobody else may, as a sentence
         */
        public void requireHolder(String address, String why) {
            if (account.filter(address::equals).isEmpty()) {
                throw ApiException.forbidden(why + " Sign in as " + address + " with its wallet.");
            }
        }

        /** Who signed in with a wallet; 401 where nobody did. Not for administrators, who act for anybody. */
        public String requireAccount() {
            return account.orElseThrow(() -> ApiException.unauthorized(
                    "This call needs you to sign in with your wallet, or an admin token of the node: 'Authorization: Bearer"
                            + " …'."));
        }

        /** Whether what this payer asked, and was answered, may be shown. */
        public boolean reads(String address) {
            return administers() || payer.filter(address::equals).isPresent();
        }

        /** For whom something is read. */
        public Reader reader() {
            return new Reader(administers(), account.orElse(""), payer.orElse(""));
        }
    }

    /** Whether a request holds the admin token, which is found without the database. */
    public boolean administers(Context context) {
        return MessageDigest.isEqual(bearer(context).getBytes(StandardCharsets.UTF_8), folderToken);
    }

    public Caller of(Context context) {
        String token = bearer(context);
        if (token.isEmpty()) {
            return Caller.ANYONE;
        }
        if (administers(context)) {
            return Caller.administrator(FOLDER_TOKEN);
        }
        return adminTokens
                .lookup(token)
                .map(AdminToken::who)
                .map(Caller::administrator)
                .or(() -> sessions.lookup(token).map(session -> Caller.account(session.address())))
                .or(() -> keys.lookup(token).map(Caller::holder))
                .orElse(Caller.ANYONE);
    }

    /** The token of a request; empty when there is none. The scheme's capitals do not matter (RFC 9110, 11.1). */
    public static String bearer(Context context) {
        String header = context.header("Authorization");
        return header != null && header.regionMatches(/* ignoreCase= */ true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : "";
    }
}
