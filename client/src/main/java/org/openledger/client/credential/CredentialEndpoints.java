package org.openledger.client.credential;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;

/** The endpoints of API keys, sessions and admin tokens, and of what administrators did. */
public final class CredentialEndpoints {
    private static final String KEY_ID = "The key's id.";
    private static final String SESSION_ID = "The session's id.";
    private static final String TOKEN_ID = "The admin token's id.";
    private static final String ID_EXAMPLE = "4bf5122f344554c5";

    public static final Endpoint<KeysQuery, NoBody, KeyList> KEYS = Endpoint.get(
                    "/api/keys", "Search, filter and sort API keys")
            .by(CallerKind.ACCOUNT)
            .queried(KeysQuery.class)
            .answers(KeyList.class);

    public static final Endpoint<NoQuery, NewKey, IssuedKey> KEY_CREATE = Endpoint.create(
                    "/api/keys", "Issue an API key")
            .by(CallerKind.ACCOUNT)
            .takes(NewKey.class)
            .answers(IssuedKey.class);

    public static final Endpoint<NoQuery, SecretRotation, IssuedKey> KEY_ROTATE = Endpoint.post(
                    "/api/keys/{id}/rotate", "Give an API key a new secret")
            .says("What it may do, and what it spent, stays.")
            .by(CallerKind.ACCOUNT)
            .text("id", KEY_ID, ID_EXAMPLE)
            .takes(SecretRotation.class)
            .answers(IssuedKey.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, KeyLine> KEY_REVOKE = Endpoint.delete(
                    "/api/keys/{id}", "Revoke an API key")
            .by(CallerKind.ACCOUNT)
            .text("id", KEY_ID, ID_EXAMPLE)
            .answers(KeyLine.class);

    public static final Endpoint<SessionsQuery, NoBody, SessionList> SESSIONS = Endpoint.get(
                    "/api/sessions", "Search and sort the sessions of a wallet")
            .by(CallerKind.ACCOUNT)
            .queried(SessionsQuery.class)
            .answers(SessionList.class);

    public static final Endpoint<NoQuery, NoBody, EndedSessions> SESSION_END = Endpoint.delete(
                    "/api/sessions/{id}", "End a session")
            .by(CallerKind.ACCOUNT)
            .text("id", SESSION_ID, ID_EXAMPLE)
            .answers(EndedSessions.class);

    public static final Endpoint<SessionsToEnd, NoBody, EndedSessions> SESSIONS_END = Endpoint.delete(
                    "/api/sessions", "End all sessions of a wallet")
            .by(CallerKind.ACCOUNT)
            .queried(SessionsToEnd.class)
            .answers(EndedSessions.class);

    public static final Endpoint<NoQuery, NoBody, SignedIn> WHO =
            Endpoint.get("/api/sign-in", "Who the bearer is").answers(SignedIn.class);

    public static final Endpoint<AdminTokensQuery, NoBody, AdminTokenList> ADMIN_TOKENS = Endpoint.get(
                    "/api/admin/tokens", "Search, filter and sort admin tokens")
            .by(CallerKind.ADMINISTRATOR)
            .queried(AdminTokensQuery.class)
            .answers(AdminTokenList.class);

    public static final Endpoint<NoQuery, NewAdminToken, IssuedAdminToken> ADMIN_TOKEN_CREATE = Endpoint.create(
                    "/api/admin/tokens", "Make an admin token")
            .by(CallerKind.ADMINISTRATOR)
            .takes(NewAdminToken.class)
            .answers(IssuedAdminToken.class)
            .refuses(409);

    public static final Endpoint<NoQuery, SecretRotation, IssuedAdminToken> ADMIN_TOKEN_ROTATE = Endpoint.post(
                    "/api/admin/tokens/{id}/rotate", "Give an admin token a new secret")
            .by(CallerKind.ADMINISTRATOR)
            .text("id", TOKEN_ID, ID_EXAMPLE)
            .takes(SecretRotation.class)
            .answers(IssuedAdminToken.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, AdminTokenLine> ADMIN_TOKEN_REVOKE = Endpoint.delete(
                    "/api/admin/tokens/{id}", "Revoke an admin token")
            .by(CallerKind.ADMINISTRATOR)
            .text("id", TOKEN_ID, ID_EXAMPLE)
            .answers(AdminTokenLine.class);

    public static final Endpoint<NoQuery, NewAdminLink, AdminLink> ADMIN_LINK = Endpoint.create(
                    "/api/admin/links", "Make a link that opens the page as administrator, once")
            .by(CallerKind.ADMINISTRATOR)
            .takes(NewAdminLink.class)
            .answers(AdminLink.class);

    public static final Endpoint<NoQuery, LinkCode, IssuedAdminToken> LINK_USE = Endpoint.create(
                    "/api/sign-in/link", "Exchange the code of a link for an admin token that ends")
            .takes(LinkCode.class)
            .answers(IssuedAdminToken.class);

    public static final Endpoint<AdminActsQuery, NoBody, AdminActList> ADMIN_ACTS = Endpoint.get(
                    "/api/admin/acts", "What administrators did")
            .says("Every request of an administrator that may change something is here once. Reading is not.")
            .by(CallerKind.ADMINISTRATOR)
            .queried(AdminActsQuery.class)
            .answers(AdminActList.class);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(
            KEYS,
            KEY_CREATE,
            KEY_ROTATE,
            KEY_REVOKE,
            SESSIONS,
            SESSION_END,
            SESSIONS_END,
            WHO,
            ADMIN_TOKENS,
            ADMIN_TOKEN_CREATE,
            ADMIN_TOKEN_ROTATE,
            ADMIN_TOKEN_REVOKE,
            ADMIN_LINK,
            LINK_USE,
            ADMIN_ACTS);

    private CredentialEndpoints() {}
}
