package org.openledger.api.account;

import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.openledger.administration.Act;
import org.openledger.administration.Acts;
import org.openledger.administration.AdminToken;
import org.openledger.administration.AdminTokens;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.client.call.NoBody;
import org.openledger.client.credential.AdminActLine;
import org.openledger.client.credential.AdminActList;
import org.openledger.client.credential.AdminActsQuery;
import org.openledger.client.credential.AdminLink;
import org.openledger.client.credential.AdminTokenLine;
import org.openledger.client.credential.AdminTokenList;
import org.openledger.client.credential.AdminTokensQuery;
import org.openledger.client.credential.CredentialEndpoints;
import org.openledger.client.credential.IssuedAdminToken;
import org.openledger.store.ListPage;

/** Admin tokens and links, and what administrators did. */
public final class AdminRoutes implements Handlers.Noun {
    private static final String LINK_PATH = "/#code=";

    private final AdminTokens tokens;
    private final Acts acts;
    private final InstantSource clock;

    public AdminRoutes(AccountParts parts, InstantSource clock) {
        this.tokens = parts.adminTokens();
        this.acts = parts.acts();
        this.clock = clock;
    }

    /** Where the page takes a link's code: in the fragment, which no browser sends. */
    public static String pathOf(AdminTokens.Link link) {
        return LINK_PATH + link.code();
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(CredentialEndpoints.ADMIN_TOKENS, this::list);
        handlers.answer(
                CredentialEndpoints.ADMIN_TOKEN_CREATE,
                call -> issued(tokens.create(
                        call.body().name(), call.body().lifeSeconds().map(Duration::ofSeconds))));
        handlers.answer(
                CredentialEndpoints.ADMIN_TOKEN_ROTATE,
                call -> issued(tokens.rotate(
                        call.text("id"), Duration.ofSeconds(call.body().overlapSeconds()))));
        handlers.answer(CredentialEndpoints.ADMIN_TOKEN_REVOKE, call -> line(tokens.revoke(call.text("id"))));
        handlers.answer(CredentialEndpoints.ADMIN_LINK, call -> {
            AdminTokens.Link link = tokens.link(call.body().name());
            return new AdminLink(link.code(), pathOf(link), link.expiresMillis());
        });
        handlers.answer(
                CredentialEndpoints.LINK_USE,
                call -> issued(tokens.useLink(call.body().code(), this::opened)));
        handlers.answer(CredentialEndpoints.ADMIN_ACTS, this::acts);
    }

    private void opened(Handle tx, AdminToken token) {
        acts.keepOpened(
                tx,
                token,
                CredentialEndpoints.LINK_USE.toString(),
                CredentialEndpoints.LINK_USE.place().path());
    }

    private AdminTokenList list(Call<AdminTokensQuery, NoBody> call) {
        ListPage<AdminTokenLine> page = tokens.list(ListQuery.of(call.query())).map(this::line);
        return new AdminTokenList(page.list(), page.total());
    }

    private AdminTokenLine line(AdminToken token) {
        return new AdminTokenLine(
                token.id(),
                token.name(),
                token.life(clock.millis()).word(),
                token.createdMillis(),
                token.lastUsedMillis(),
                token.expiresMillis(),
                token.revokedMillis());
    }

    private static IssuedAdminToken issued(AdminTokens.Issued issued) {
        AdminToken token = issued.token();
        return new IssuedAdminToken(token.id(), token.name(), issued.secret(), token.expiresMillis());
    }

    private AdminActList acts(Call<AdminActsQuery, NoBody> call) {
        ListPage<AdminActLine> page = acts.list(ListQuery.of(call.query())).map(AdminRoutes::line);
        return new AdminActList(page.list(), page.total());
    }

    private static AdminActLine line(Acts.Kept kept) {
        Act act = kept.act();
        return new AdminActLine(
                act.id(),
                act.timeMillis(),
                act.who(),
                act.route(),
                act.target(),
                act.bodyDigest(),
                act.outcome().word(),
                act.salt(),
                kept.logIndex());
    }
}
