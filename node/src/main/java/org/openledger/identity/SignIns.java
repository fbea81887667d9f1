package org.openledger.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openledger.store.Database;

/**
 * Sign-in with a wallet: a nonce given out, a signed {@link SignInMessage} that carries it, a session. A nonce works once,
 * and only before it expires, so that a message seen by someone else cannot be used again.
 */
public final class SignIns {
    private final Database database;
    private final Wallets wallets;
    private final Sessions sessions;
    private final long chainId;
    private final InstantSource clock;
    private final Limits limits;

    /**
     * What a sign-in may take.
     *
     * @param nonceLife how long it may take to be signed
     * @param sessionLife how long a session lasts
     * @param clockTolerance how far the wallet's clock may be off
     * @param maxOpenNonces nonces are free to ask for: past so many unused ones, asking is refused rather than storing more
     */
    public record Limits(Duration nonceLife, Duration sessionLife, Duration clockTolerance, int maxOpenNonces) {
        public static final Limits STANDARD =
                new Limits(Duration.ofMinutes(10), Duration.ofHours(12), Duration.ofMinutes(2), 10_000);
    }

    public SignIns(
            Database database, Wallets wallets, Sessions sessions, long chainId, InstantSource clock, Limits limits) {
        this.database = database;
        this.wallets = wallets;
        this.sessions = sessions;
        this.chainId = chainId;
        this.clock = clock;
        this.limits = limits;
    }

    /** How long a sign-in may take to be signed. */
    public Duration nonceLife() {
        return limits.nonceLife();
    }

    /** A fresh nonce of letters and digits, good for one sign-in within {@link #nonceLife}. */
    public String nonce() {
        String nonce = Secrets.digest(Secrets.issue("")).substring(0, 32);
        database.write(tx -> {
            SignInTable.forgetNonces(tx, clock.millis());
            long open = SignInTable.countNonces(tx);
            if (open >= limits.maxOpenNonces()) {
                throw new IdentityException("too many sign-ins are open: try again in a few minutes");
            }
            SignInTable.insertNonce(
                    tx, nonce, clock.millis() + limits.nonceLife().toMillis());
        });
        return nonce;
    }

    /**
     * Opens a session for the account that signed this message for this site.
     *
     * @param domain the host (and port) this node is reached at; a message for another site is refused
     * @param signature {@code personal_sign} over the message
     * @param from what signs in
     */
    public Session signIn(String domain, String message, String signature, Sessions.From from) {
        SignInMessage asked = SignInMessage.parse(message);
        requireForHere(asked, domain);
        requireInTime(asked, clock.instant());
        wallets.requireSigned(asked.address(), message, signature);
        long expires = clock.millis() + limits.sessionLife().toMillis();
        String token = database.transact(tx -> {
            if (!SignInTable.useNonce(tx, asked.nonce(), clock.millis())) {
                throw new IdentityException(
                        "the sign-in nonce was used, has expired, or is not ours: ask for a new one");
            }
            return sessions.open(tx, asked.address(), from, expires);
        });
        return new Session(token, asked.address(), expires);
    }

    private void requireForHere(SignInMessage asked, String domain) {
        if (!asked.domain().equals(domain)) {
            throw new IdentityException("the sign-in message is for " + asked.domain() + ", not for " + domain);
        }
        if (asked.chainId() != chainId) {
            throw new IdentityException(
                    "the sign-in message is for chain " + asked.chainId() + ": switch the wallet to chain " + chainId);
        }
    }

    private void requireInTime(SignInMessage asked, Instant now) {
        Instant expires = asked.expirationTime();
        Instant notBefore = asked.notBefore();
        boolean early = asked.issuedAt().isAfter(now.plus(limits.clockTolerance()))
                || (notBefore != null && notBefore.isAfter(now.plus(limits.clockTolerance())));
        boolean late = expires != null && !expires.isAfter(now);
        if (early || late) {
            throw new IdentityException("the sign-in message is " + (late ? "expired" : "from the future")
                    + ": check the clock and sign in again");
        }
    }

    /** @param token the bearer token, shown once */
    public record Session(String token, String address, long expiresMillis) {
        @Override
        public String toString() {
            return "Session[" + address + "]";
        }
    }
}
