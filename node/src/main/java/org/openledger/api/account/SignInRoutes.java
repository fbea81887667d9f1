package org.openledger.api.account;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.account.SignInRequest;
import org.openledger.client.account.SignInText;
import org.openledger.client.account.SignedMessage;
import org.openledger.client.account.WalletSession;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.identity.Address;
import org.openledger.identity.credential.Sessions;
import org.openledger.identity.credential.SignIns;

/** Signing in with a wallet (EIP-4361): a message to sign, a session for its signature. */
public final class SignInRoutes implements Handlers.Noun {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final AccountParts parts;
    private final SignIns signIns;
    private final Optional<URI> site;

    public SignInRoutes(AccountParts parts) {
        this.parts = parts;
        this.signIns = parts.signIns();
        this.site = parts.site();
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(AccountEndpoints.SIGN_IN_MESSAGE, this::message);
        handlers.answer(AccountEndpoints.SIGN_IN, this::signIn);
        handlers.answer(AccountEndpoints.SIGN_OUT, call -> {
            String token = Access.bearer(call.context());
            parts.sessions().signOut(token);
            parts.adminTokens().signOut(token);
            return NoBody.NONE;
        });
    }

    private SignInText message(Call<NoQuery, SignInRequest> call) {
        return new SignInText(
                signIns.ask(siteOf(call.context()), Address.parse(call.body().address())));
    }

    private WalletSession signIn(Call<NoQuery, SignedMessage> call) {
        SignIns.Session session = signIns.signIn(
                siteOf(call.context()), call.body().message(), call.body().signature(), from(call.context()));
        return new WalletSession(session.token(), session.address(), session.expiresMillis());
    }

    private static Sessions.From from(Context context) {
        return new Sessions.From(String.valueOf(context.userAgent()), String.valueOf(context.ip()));
    }

    /**
     * The site that a wallet shows to who is asked to sign. It is never what a request merely says: another site could pass
     * on a signature that was given to it.
     */
    private URI siteOf(Context context) {
        String host = String.valueOf(context.host());
        if (site.isPresent() && site.get().getAuthority().equals(host)) {
            return site.get();
        }
        int port = context.req().getLocalPort();
        if (LOOPBACK.stream().anyMatch(name -> host.equals(name + ":" + port))) {
            return URI.create("http://" + host);
        }
        throw ApiException.invalid(
                null,
                "Nobody can sign in at " + host + ": start the node with --site and the URL that people reach it at.");
    }
}
