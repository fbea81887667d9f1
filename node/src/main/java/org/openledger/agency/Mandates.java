package org.openledger.agency;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.openledger.condition.Conditions;
import org.openledger.identity.Accounts;
import org.openledger.identity.Address;
import org.openledger.identity.GivenName;
import org.openledger.identity.IdentityException;
import org.openledger.identity.Signature;
import org.openledger.identity.TypedData;
import org.openledger.identity.TypedDataBuilder;
import org.openledger.identity.Wallets;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.KeyTerms;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.LogEntry;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.agency.Narrowing;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.TypedDocument;
import org.openledger.verify.bytes.VerifyException;

/** What principals let agents do. A mandate never changes; it ends. */
public final class Mandates {
    /** All mandates; {@code all}, {@code account}: whose a reader may see. */
    public static final Listing ALL = Listing.of("m.id", "agent_mandate m")
            .where("(:all = 1 OR m.principal = :account OR m.agent = :account)")
            .searching("m.name")
            .searching("m.id")
            .searching("m.agent")
            .filtering("principal", "m.principal")
            .filtering("agent", "m.agent")
            .filtering(
                    "state",
                    "CASE WHEN m.ended_millis IS NOT NULL THEN 'ended' WHEN m.expires_millis <= :now THEN 'expired'"
                            + " ELSE 'live' END")
            .sorting("name", "LOWER(m.name)")
            .sorting("createdMillis", "m.created_millis")
            .standing("m.created_millis DESC, m.id");

    private static final int MAX_FAMILY = 200;
    private static final GivenName NAMED = new GivenName("a mandate's name", "name");

    private final Database database;
    private final Accounts accounts;
    private final Wallets wallets;
    private final ApiKeys keys;
    private final Log log;
    private final Tools tools;
    private final Conditions conditions;
    private final InstantSource clock;
    private final Domain domain;
    private final SecureRandom random = new SecureRandom();

    /** What mandates are signed for: the operator, and the escrow of its chain. */
    public record Domain(String operator, long chainId, String escrow) {}

    Mandates(
            Database database,
            Accounts accounts,
            Wallets wallets,
            ApiKeys keys,
            Log log,
            Tools tools,
            Conditions conditions,
            InstantSource clock,
            Domain domain) {
        this.database = database;
        this.accounts = accounts;
        this.wallets = wallets;
        this.keys = keys;
        this.log = log;
        this.tools = tools;
        this.conditions = conditions;
        this.clock = clock;
        this.domain = domain;
    }

    /** A mandate, with what it has spent and when it ended. */
    public record Kept(
            Mandate mandate,
            String signer,
            long createdMillis,
            Optional<Long> endedMillis,
            Spent spent,
            long logIndex) {
        /** live, expired or ended. */
        public String state(long nowMillis) {
            if (endedMillis.isPresent()) {
                return "ended";
            }
            return mandate.expiresSeconds() * 1_000 <= nowMillis ? "expired" : "live";
        }
    }

    /** What it spent, with all under it. */
    public record Spent(long paidGwei, long heldGwei, long calls) {}

    public Domain domain() {
        return domain;
    }

    /** An id that no mandate has. */
    public String newId() {
        byte[] bytes = new byte[Mandate.ID_DIGITS / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The tools of these names, as they are now. */
    public List<Mandate.Tool> pinned(List<String> names) throws InterruptedException {
        List<Mandate.Tool> pinned = new ArrayList<>();
        for (String name : names.stream().sorted().toList()) {
            pinned.add(tools.find(name)
                    .map(AgentTool::pinned)
                    .orElseThrow(() -> new AgencyException(
                            Kind.INVALID.at("tools"),
                            "There is no tool '" + name + "': see GET /api/tools, and those of servers.")));
        }
        return pinned;
    }

    /** What a wallet signs to give a mandate. */
    public TypedData typedData(Mandate mandate) {
        return typedData(domain, Mandate.TYPE, mandate.fields());
    }

    static TypedData typedData(Domain domain, String type, List<TypedDocument.Field> fields) {
        TypedDataBuilder builder = new TypedDataBuilder(Mandate.DOMAIN, domain.chainId(), domain.escrow(), type);
        fields.forEach(field -> builder.field(field.type(), field.name(), field.value()));
        return builder.build();
    }

    /** A mandate from JSON that somebody sent; what of it is wrong is said. */
    public static Mandate parse(Json json) {
        return checked(() -> Mandate.fromJson(json));
    }

    /** Makes a value of the verifier, whose refusals are the caller's mistakes. */
    public static <T> T checked(Supplier<T> making) {
        try {
            return making.get();
        } catch (VerifyException wrong) {
            throw new AgencyException(Kind.INVALID.at("mandate"), "The mandate is wrong: " + wrong.getMessage() + ".");
        }
    }

    /**
     * Gives a mandate. Giving the same again changes nothing.
     *
     * @param signer the principal; for a narrower mandate also the agent of the one above it
     * @param signature empty where the node keeps the signer's key, and signs with it
     */
    public Kept give(Mandate mandate, String signer, Optional<String> signature) throws InterruptedException {
        Optional<MandateTable.Row> before = database.read(handle -> MandateTable.find(handle, mandate.id()));
        if (before.isPresent() && before.get().mandate().equals(mandate)) {
            return require(mandate.id());
        }
        requireGivable(mandate, signer);
        TypedData data = typedData(mandate);
        String signed =
                signature.orElseGet(() -> "0x" + Hex.of(accounts.signer(signer).sign(data.digest())));
        wallets.requireSigned(signer, data, signed);
        boolean byContract = !isKeys(signer, data, signed);
        database.write(tx -> {
            requireParent(tx, mandate, signer);
            if (MandateTable.find(tx, mandate.id()).isPresent()) {
                throw new AgencyException(
                        Kind.CONFLICT.at("mandate"), "There is another mandate of this id: choose one.");
            }
            String root = mandate.parent()
                    .map(id -> MandateTable.require(tx, id).root())
                    .orElse(mandate.id());
            if (MandateTable.family(tx, root).size() >= MAX_FAMILY) {
                throw new AgencyException(
                        Kind.CONFLICT, "A family has at most " + MAX_FAMILY + " mandates: begin another.");
            }
            long index = log.append(
                    tx,
                    List.of(LogEntry.of(LogEntry.MANDATE, mandate.id(), mandate.digest())
                            .bytes()));
            MandateTable.insert(
                    tx,
                    new MandateTable.Row(
                            mandate.id(),
                            root,
                            mandate.parent(),
                            mandate.principal(),
                            mandate.agent(),
                            mandate.name(),
                            mandate.toString(),
                            signer,
                            signed.toLowerCase(Locale.ROOT),
                            byContract,
                            clock.millis(),
                            mandate.expiresSeconds() * 1_000,
                            Optional.empty(),
                            index));
        });
        return require(mandate.id());
    }

    private void requireGivable(Mandate mandate, String signer) throws InterruptedException {
        if (!mandate.operator().equals(domain.operator())) {
            throw new AgencyException(
                    Kind.INVALID.at("operator"), "The mandate is for another operator than " + domain.operator() + ".");
        }
        if (mandate.expiresSeconds() * 1_000 <= clock.millis()) {
            throw new AgencyException(
                    Kind.INVALID.at("expiresSeconds"), "The mandate has expired: give one that ends later.");
        }
        requireSound(mandate);
        List<Mandate.Tool> now =
                pinned(mandate.tools().stream().map(Mandate.Tool::name).toList());
        if (!now.equals(mandate.tools())) {
            throw new AgencyException(
                    Kind.INVALID.at("tools"),
                    "The mandate names tools as they are not: take their digests and classes from GET /api/tools.");
        }
        database.read(handle -> {
            requireParent(handle, mandate, signer);
            return null;
        });
    }

    /** That its name shows what it is, and each condition compiles: one that does not would refuse every call. */
    public void requireSound(Mandate mandate) {
        String _ = NAMED.of(mandate.name());
        mandate.conditions().stream()
                .flatMap(condition -> conditions.problem(condition).stream())
                .findFirst()
                .ifPresent(why -> {
                    throw new AgencyException(Kind.INVALID.at("conditions"), "The mandate is wrong: " + why + ".");
                });
    }

    private void requireParent(Handle handle, Mandate mandate, String signer) {
        if (mandate.parent().isEmpty()) {
            requireSigner(signer, List.of(mandate.principal()));
            return;
        }
        List<MandateTable.Row> above =
                MandateTable.chain(handle, mandate.parent().get());
        if (above.size() >= Mandate.MAX_DEPTH) {
            throw new AgencyException(
                    Kind.INVALID.at("parent"),
                    "A family is at most " + Mandate.MAX_DEPTH + " mandates deep: this one would be deeper.");
        }
        above.stream()
                .filter(each -> each.endedMillis().isPresent())
                .findFirst()
                .ifPresent(ended -> {
                    throw new AgencyException(Kind.CONFLICT, "The mandate " + ended.id() + " above it was ended.");
                });
        Mandate parent = above.getFirst().mandate();
        Narrowing.widened(parent, mandate).ifPresent(how -> {
            throw new AgencyException(Kind.FORBIDDEN, "The mandate goes beyond the one above it: " + how + ".");
        });
        requireSigner(signer, List.of(mandate.principal(), parent.agent()));
    }

    private static void requireSigner(String signer, List<String> may) {
        if (!may.contains(signer)) {
            throw new AgencyException(
                    Kind.FORBIDDEN,
                    "This mandate is signed by " + String.join(" or ", may) + ", not by " + signer + ".");
        }
    }

    private static boolean isKeys(String signer, TypedData data, String signature) {
        try {
            return Signature.recover(data.digest(), Signature.parse(signature)).equals(Address.parse(signer));
        } catch (IdentityException ofContract) {
            return false;
        }
    }

    /** A key with which an agent acts under a mandate, until that expires. */
    public ApiKeys.Issued key(String id, String label) {
        Kept kept = require(id);
        if (!kept.state(clock.millis()).equals("live")) {
            throw new AgencyException(Kind.CONFLICT, "The mandate " + id + " is " + kept.state(clock.millis()) + ".");
        }
        return keys.issue(
                kept.mandate().principal(),
                KeyTerms.acting(label, id, kept.mandate().expiresSeconds() * 1_000));
    }

    public Kept require(String id) {
        return database.read(handle -> kept(handle, MandateTable.require(handle, id)));
    }

    /** A mandate and those above it. */
    public List<Kept> chain(String id) {
        return database.read(handle -> MandateTable.chain(handle, id).stream()
                .map(row -> kept(handle, row))
                .toList());
    }

    /** Those right under a mandate. */
    public List<Kept> under(String id) {
        return database.read(handle -> MandateTable.family(
                        handle, MandateTable.require(handle, id).root())
                .stream()
                .filter(row -> row.parent().equals(Optional.of(id)))
                .map(row -> kept(handle, row))
                .toList());
    }

    /** Mandates as a reader searches, filters and sorts them. */
    public ListPage<Kept> list(ListRequest request, Function<Map<String, Object>, Map<String, Object>> reader) {
        return database.read(handle -> ALL.page(handle, request, reader.apply(Map.of("now", clock.millis())))
                .map(id -> kept(handle, MandateTable.require(handle, id))));
    }

    private static Kept kept(Handle handle, MandateTable.Row row) {
        SpendingTable.Spending spent = SpendingTable.inAll(handle, row.id());
        return new Kept(
                row.mandate(),
                row.signer(),
                row.createdMillis(),
                row.endedMillis(),
                new Spent(spent.paidGwei(), spent.heldGwei(), spent.calls()),
                row.logIndex());
    }
}
