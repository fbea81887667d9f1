package org.openledger.agency;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.Accounts;
import org.openledger.identity.Address;
import org.openledger.identity.IdentityException;
import org.openledger.identity.Signature;
import org.openledger.identity.TypedData;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.agency.Action;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.TypedDocument;

/** What agents did, as people read it, and what they say to calls that wait for them. */
public final class Actions {
    /** All actions; {@code all}, {@code account}: whose a reader may see. */
    public static final Listing ALL = Listing.of("a.id", "agent_action a JOIN agent_mandate m ON m.id = a.mandate")
            .where("(:all = 1 OR m.principal = :account OR m.agent = :account)")
            .searching("a.tool")
            .searching("a.id")
            .filtering("mandate", "a.mandate")
            .filtering("state", "a.state")
            .sorting("createdMillis", "a.created_millis")
            .sorting("paidGwei", "a.paid_gwei")
            .standing("a.created_millis DESC, a.id");

    private final Database database;
    private final Accounts accounts;
    private final Gate gate;
    private final Mandates.Domain domain;

    Actions(Database database, Accounts accounts, Gate gate, Mandates.Domain domain) {
        this.database = database;
        this.accounts = accounts;
        this.gate = gate;
        this.domain = domain;
    }

    /**
     * A call of an agent.
     *
     * @param state awaiting, admitted, executed, declined, failed or stopped
     * @param why it waits, was declined or failed
     * @param arguments what it is called with: all of them while it waits, else as its record has them
     * @param record once it has ended
     */
    public record Kept(
            String id,
            String mandate,
            String principal,
            Mandate.Tool tool,
            String state,
            String why,
            Json.JsonObject arguments,
            List<Rules.Verdict> rules,
            long createdMillis,
            long mostGwei,
            long paidGwei,
            Optional<String> receipt,
            Optional<Action> record,
            Optional<Long> logIndex) {}

    public Optional<Kept> find(String id) {
        return database.read(handle -> ActionTable.find(handle, id).map(row -> kept(handle, row)));
    }

    public Kept require(String id) {
        return database.read(handle -> kept(handle, ActionTable.require(handle, id)));
    }

    /** Actions as a reader searches, filters and sorts them. */
    public ListPage<Kept> list(ListRequest request, Function<Map<String, Object>, Map<String, Object>> reader) {
        return database.read(handle -> ALL.page(handle, request, reader.apply(Map.of()))
                .map(id -> kept(handle, ActionTable.require(handle, id))));
    }

    private static Kept kept(Handle handle, ActionTable.Row row) {
        Optional<Action> record = row.record().map(Records::parse);
        Decision decision = Decision.parse(row.decided().decision());
        return new Kept(
                row.id(),
                row.mandate(),
                MandateTable.require(handle, row.mandate()).principal(),
                Records.toolOf(row),
                record.map(ended -> ended.verdict().word())
                        .orElseGet(() -> row.state().word()),
                record.map(Action::reason)
                        .orElseGet(() -> decision.together() == Rules.Found.ASKS ? decision.why() : ""),
                Records.object(row.pending().orElseGet(row::arguments)),
                decision.verdicts(),
                row.asked().createdMillis(),
                row.mostGwei(),
                row.ended().paidGwei(),
                row.receipt(),
                record,
                row.ended().logIndex());
    }

    /** What a wallet signs to let a call through. */
    public TypedData approval(String id, long deadlineSeconds) {
        ActionTable.Row row = database.read(handle -> ActionTable.require(handle, id));
        return Mandates.typedData(domain, Action.Approval.TYPE, fields(row, deadlineSeconds));
    }

    private static List<TypedDocument.Field> fields(ActionTable.Row row, long deadlineSeconds) {
        Mandate.Tool tool = Records.toolOf(row);
        return Action.Approval.fields(
                row.id(),
                Action.requestDigest(
                        row.id(),
                        row.mandate(),
                        tool,
                        Records.object(row.arguments()),
                        row.asked().undoes()),
                row.mandate(),
                tool.name(),
                deadlineSeconds);
    }

    /**
     * Lets a call through that waits, and has its effect.
     *
     * @param by one of those whom the mandate lets approve
     * @param signature of that address's key; empty where the node keeps it
     */
    public Outcome approve(String id, String by, Optional<String> signature, long deadlineSeconds, long nowMillis)
            throws InterruptedException {
        ActionTable.Row row = database.read(handle -> ActionTable.require(handle, id));
        Mandate mandate = database.read(
                handle -> MandateTable.require(handle, row.mandate()).mandate());
        if (!mandate.approval().by().contains(by)) {
            throw new AgencyException(
                    Kind.FORBIDDEN, "The mandate lets " + mandate.approval().by() + " approve, not " + by + ".");
        }
        if (deadlineSeconds * 1_000 < nowMillis) {
            throw new AgencyException(
                    Kind.INVALID.at("deadlineSeconds"), "The approval's deadline has passed: sign again.");
        }
        TypedData data = Mandates.typedData(domain, Action.Approval.TYPE, fields(row, deadlineSeconds));
        String signed =
                signature.orElseGet(() -> "0x" + Hex.of(accounts.signer(by).sign(data.digest())));
        if (!Signature.recover(data.digest(), Signature.parse(signed)).equals(Address.parse(by))) {
            throw new IdentityException("the signature is not one of " + by
                    + " over this call: sign exactly what was shown, with that account's key");
        }
        return gate.approve(id, new Gate.Signed(by, signed.toLowerCase(Locale.ROOT), deadlineSeconds));
    }

    /** Declines a call that waits. */
    public void reject(String id, String by) {
        gate.reject(id, by);
    }
}
