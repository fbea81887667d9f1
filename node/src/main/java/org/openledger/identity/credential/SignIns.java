package org.openledger.identity.credential;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.openledger.identity.IdentityException;
import org.openledger.identity.SignInKey;
import org.openledger.identity.Wallets;
import org.openledger.store.Database;

/**
 * Sign-in with a wallet: a {@link SignInMessage} that the node writes, its signature, a session. Asking keeps nothing, so that
 * nobody can use sign-ins up; the nonce says whether the node wrote the message. It works once, and only before it expires, so
 * that a message seen by someone else cannot be used again: those that signed somebody in are kept until they expire.
 */
public final class SignIns {
    private final Database database;
    private final Wallets wallets;
    private final Sessions sessions;
    private final long chainId;
    private final InstantSource clock;
    private final SignInKey key;
    private final Limits limits;

    /**
     * What a sign-in may take.
     *
     * @param nonceLife how long it may take to be signed
     * @param sessionLife how long a session lasts
     * @param clockTolerance how far the wallet's clock may be off
     */
    public record Limits(Duration nonceLife, Duration sessionLife, Duration clockTolerance) {
        public static final Limits STANDARD =
                new Limits(Duration.ofMinutes(10), Duration.ofHours(12), Duration.ofMinutes(2));
    }

    public SignIns(
            Database database,
            Wallets wallets,
            Sessions sessions,
            long chainId,
            InstantSource clock,
            SignInKey key,
            Limits limits) {
        this.database = database;
        this.wallets = wallets;
        this.sessions = sessions;
        this.chainId = chainId;
        this.clock = clock;
        this.key = key;
        this.limits = limits;
    }

    /**
     * The message that the holder of an address signs to sign in, within {@link Limits#nonceLife}.
     *
     * @param site the URL that this node is reached at
     */
    public String ask(URI site, String address) {
        Instant now = clock.instant();
        return key.issue(nonce -> SignInMessage.ask(
                        site.getAuthority(),
                        address,
                        site.toString(),
                        chainId,
                        nonce,
                        now,
                        now.plus(limits.nonceLife()))
                .format());
    }

    /**
     * Opens a session for the account that signed this message for this site.
     *
     * @param site the URL that this node is reached at; a message for another site is refused
     * @param signature {@code personal_sign} over the message
     * @param from what signs in
     */
    public Session signIn(URI site, String message, String signature, Sessions.From from) {
        SignInMessage asked = SignInMessage.parse(message);
        requireForHere(asked, site);
        if (!key.issued(message, asked.nonce())) {
            throw new IdentityException(
                    "the sign-in message is not as this node wrote it: ask for a new one, and sign it unchanged");
        }
        Instant expires = Objects.requireNonNull(asked.expirationTime(), "every message of ours expires");
        requireInTime(asked, expires, clock.instant());
        wallets.requireSigned(asked.address(), message, signature);
        long sessionExpires = clock.millis() + limits.sessionLife().toMillis();
        String token = database.transact(tx -> {
            SignInTable.forgetNonces(tx, clock.millis());
            if (!SignInTable.useNonce(tx, asked.nonce(), expires.toEpochMilli())) {
                throw new IdentityException("the sign-in nonce was used: ask for a new message");
            }
            return sessions.open(tx, asked.address(), from, sessionExpires);
        });
        return new Session(token, asked.address(), sessionExpires);
    }

    private void requireForHere(SignInMessage asked, URI site) {
        if (!asked.domain().equals(site.getAuthority()) || !asked.uri().equals(site.toString())) {
            throw new IdentityException("the sign-in message is for " + asked.domain() + " (" + asked.uri()
                    + "), not for " + site.getAuthority() + " (" + site + ")");
        }
        if (asked.chainId() != chainId) {
            throw new IdentityException(
                    "the sign-in message is for chain " + asked.chainId() + ": switch the wallet to chain " + chainId);
        }
    }

    private void requireInTime(SignInMessage asked, Instant expires, Instant now) {
        boolean early = asked.issuedAt().isAfter(now.plus(limits.clockTolerance()));
        boolean late = !expires.isAfter(now);
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
