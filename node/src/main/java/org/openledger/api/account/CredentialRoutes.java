package org.openledger.api.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.client.call.KeyScope;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.credential.CredentialEndpoints;
import org.openledger.client.credential.EndedSessions;
import org.openledger.client.credential.IssuedKey;
import org.openledger.client.credential.KeyLine;
import org.openledger.client.credential.KeyList;
import org.openledger.client.credential.KeysQuery;
import org.openledger.client.credential.NewKey;
import org.openledger.client.credential.SecretRotation;
import org.openledger.client.credential.SessionLine;
import org.openledger.client.credential.SessionList;
import org.openledger.client.credential.SessionsQuery;
import org.openledger.client.credential.SessionsToEnd;
import org.openledger.client.credential.SignedIn;
import org.openledger.identity.Address;
import org.openledger.identity.credential.ApiKey;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.KeyTerms;
import org.openledger.identity.credential.Sessions;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;

/** API keys and sessions: an account has its own, an administrator those of all. */
public final class CredentialRoutes implements Handlers.Noun {
    private final ApiKeys keys;
    private final Sessions sessions;
    private final InstantSource clock;

    public CredentialRoutes(ApiKeys keys, Sessions sessions, InstantSource clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(CredentialEndpoints.KEYS, this::list);
        handlers.answer(CredentialEndpoints.KEY_CREATE, this::create);
        handlers.answer(CredentialEndpoints.KEY_ROTATE, this::rotate);
        handlers.answer(CredentialEndpoints.KEY_REVOKE, call -> {
            String id = call.text("id");
            requireOwn(call.caller(), keys.payer(id), "key", id);
            return line(keys.revoke(id));
        });
        handlers.answer(CredentialEndpoints.SESSIONS, this::sessions);
        handlers.answer(CredentialEndpoints.SESSION_END, call -> {
            String id = call.text("id");
            requireOwn(call.caller(), sessions.account(id), "session", id);
            return new EndedSessions(sessions.end(id));
        });
        handlers.answer(CredentialEndpoints.SESSIONS_END, this::endAll);
        handlers.answer(CredentialEndpoints.WHO, call -> who(call.caller()));
    }

    private KeyList list(Call<KeysQuery, NoBody> call) {
        ListPage<KeyLine> page = keys.list(own(call.caller(), "payer", ListQuery.of(call.query())))
                .map(this::line);
        return new KeyList(page.list(), page.total());
    }

    private IssuedKey create(Call<NoQuery, NewKey> call) {
        NewKey wanted = call.body();
        String payer = Address.parse(wanted.payer());
        call.caller().requireFor(payer);
        KeyTerms terms = new KeyTerms(
                wanted.label(),
                scopes(wanted.scopes()),
                wanted.models(),
                wanted.callGwei(),
                wanted.dayGwei(),
                wanted.totalGwei(),
                wanted.lifeSeconds()
                        .map(seconds ->
                                clock.millis() + Duration.ofSeconds(seconds).toMillis()));
        return issued(keys.issue(payer, terms));
    }

    private static Set<KeyScope> scopes(List<String> words) {
        Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
        for (String word : words) {
            try {
                scopes.add(KeyScope.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw ApiException.invalid("scopes", "'scopes' knows ask, read and contribute, not '" + word + "'.");
            }
        }
        return scopes;
    }

    private IssuedKey rotate(Call<NoQuery, SecretRotation> call) {
        String id = call.text("id");
        requireOwn(call.caller(), keys.payer(id), "key", id);
        return issued(keys.rotate(id, Duration.ofSeconds(call.body().overlapSeconds())));
    }

    private static IssuedKey issued(ApiKeys.Issued issued) {
        return new IssuedKey(issued.key().id(), issued.secret());
    }

    private KeyLine line(ApiKeys.Spending spending) {
        ApiKey key = spending.key();
        KeyTerms terms = key.terms();
        return new KeyLine(
                key.id(),
                key.payer(),
                terms.label(),
                key.life(clock.millis()).word(),
                words(terms.scopes()),
                terms.models(),
                terms.callGwei(),
                terms.dayGwei(),
                terms.totalGwei(),
                spending.spent().chargedGwei(),
                spending.spent().heldGwei(),
                key.createdMillis(),
                key.lastUsedMillis(),
                terms.expiresMillis(),
                key.revokedMillis());
    }

    private static List<String> words(Set<KeyScope> scopes) {
        return scopes.stream().sorted().map(KeyScope::word).toList();
    }

    private SessionList sessions(Call<SessionsQuery, NoBody> call) {
        Optional<String> asking = sessions.lookup(Access.bearer(call.context())).map(Sessions.Session::id);
        ListPage<SessionLine> page = sessions.list(own(call.caller(), "account", ListQuery.of(call.query())))
                .map(session -> new SessionLine(
                        session.id(),
                        session.address(),
                        asking.filter(session.id()::equals).isPresent(),
                        session.from().agent(),
                        session.from().origin(),
                        session.createdMillis(),
                        session.lastUsedMillis(),
                        session.expiresMillis()));
        return new SessionList(page.list(), page.total());
    }

    private EndedSessions endAll(Call<SessionsToEnd, NoBody> call) {
        String account = call.query()
                .account()
                .map(Address::parse)
                .orElseGet(() -> call.caller().requireAccount());
        call.caller().requireFor(account);
        return new EndedSessions(sessions.endAll(account));
    }

    private static SignedIn who(Access.Caller caller) {
        if (caller.key().isPresent()) {
            ApiKey key = caller.key().get();
            return new SignedIn(
                    "key",
                    Optional.of(key.terms().label()),
                    Optional.of(key.payer()),
                    words(key.terms().scopes()));
        }
        String kind = caller.administers() ? "administrator" : caller.account().isPresent() ? "wallet" : "nobody";
        return new SignedIn(kind, caller.administrator(), caller.account(), List.of());
    }

    /** An administrator asks for anybody's, everyone else for their own, whether they say so or not. */
    private static ListRequest own(Access.Caller caller, String filter, ListRequest request) {
        SortedMap<String, String> filters = new TreeMap<>(request.filters());
        filters.computeIfPresent(filter, (_, address) -> Address.parse(address));
        if (!caller.administers()) {
            caller.requireFor(filters.computeIfAbsent(filter, _ -> caller.requireAccount()));
        }
        return new ListRequest(request.text(), filters, request.order(), request.offset(), request.limit());
    }

    /** What belongs to somebody else is as unknown as what is not there. */
    private static void requireOwn(Access.Caller caller, Optional<String> owner, String what, String id) {
        Optional<String> own = caller.administers() ? owner : owner.filter(caller.requireAccount()::equals);
        if (own.isEmpty()) {
            throw ApiException.notFound("You have no " + what + " with the id " + id + ": see the list.");
        }
    }
}
