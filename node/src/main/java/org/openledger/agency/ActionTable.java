package org.openledger.agency;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Worded;

/** The SQL of actions, and of how many declined calls are counted alone. */
final class ActionTable {
    private ActionTable() {}

    /** Where a call is in its life. */
    public enum State implements Worded {
        /** It was let through; its effect is unknown. */
        ADMITTED("admitted"),
        /** It waits for a person. */
        AWAITING("awaiting"),
        /** It has ended, and has its record. */
        CLOSED("closed");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** A call as it is kept. */
    public record Row(
            String id,
            String root,
            String mandate,
            Optional<String> callId,
            State state,
            String tool,
            String client,
            String transport,
            String arguments,
            Optional<String> pending,
            String salt,
            long createdMillis,
            long admittedMillis,
            long knew,
            String decision,
            long mostGwei,
            long paidGwei,
            Optional<String> approvedBy,
            Optional<String> approval,
            Optional<Long> approvalDeadline,
            Optional<String> receipt,
            Optional<String> result,
            Optional<Boolean> trusted,
            Optional<Long> sequence,
            Optional<String> record,
            Optional<String> signature,
            Optional<Long> logIndex) {
        /** A call that has no ending yet, and cost nothing. */
        static Row open(
                String id,
                String root,
                String mandate,
                Optional<String> callId,
                State state,
                String tool,
                String client,
                String transport,
                String arguments,
                Optional<String> pending,
                String salt,
                long createdMillis,
                long admittedMillis,
                long knew,
                String decision,
                long mostGwei) {
            return new Row(
                    id,
                    root,
                    mandate,
                    callId,
                    state,
                    tool,
                    client,
                    transport,
                    arguments,
                    pending,
                    salt,
                    createdMillis,
                    admittedMillis,
                    knew,
                    decision,
                    mostGwei,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** A record's place and digest. */
    public record Head(long sequence, String record) {}

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO agent_action (id, root, mandate, call_id, state, tool, client, transport, arguments,
                            pending, salt, created_millis, admitted_millis, knew, decision, most_gwei, paid_gwei)
                        VALUES (:id, :root, :mandate, :callId, :state, :tool, :client, :transport, :arguments,
                            :pending, :salt, :createdMillis, :admittedMillis, :knew, :decision, :mostGwei, :paidGwei)""").bindMethods(row).execute();
    }

    /** Says that one which waited is let through now. */
    static void admit(Handle transaction, Row row) {
        transaction.createUpdate("""
                        UPDATE agent_action SET state = 'admitted', admitted_millis = :admittedMillis, knew = :knew,
                            decision = :decision, most_gwei = :mostGwei, approved_by = :approvedBy,
                            approval = :approval, approval_deadline = :approvalDeadline
                        WHERE id = :id""").bindMethods(row).execute();
    }

    /** Says how it ended. */
    static void close(Handle transaction, Row row) {
        transaction
                .createUpdate("""
                        UPDATE agent_action SET state = 'closed', pending = NULL, admitted_millis = :admittedMillis,
                            knew = :knew, decision = :decision, paid_gwei = :paidGwei, receipt = :receipt,
                            result = :result, trusted = :trust, sequence = :sequence, record = :record,
                            signature = :signature, log_index = :logIndex
                        WHERE id = :id""")
                .bindMethods(row)
                .bind("trust", row.trusted().map(trusted -> trusted ? 1 : 0))
                .execute();
    }

    static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM agent_action WHERE id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne();
    }

    static Row require(Handle handle, String id) {
        return find(handle, id)
                .orElseThrow(() -> new AgencyException(
                        Refusal.Kind.UNKNOWN.at("action"), "There is no action " + id + ": see the list."));
    }

    /** The newest record of a family. */
    static Optional<Head> head(Handle handle, String root) {
        return handle.createQuery("""
                        SELECT sequence, record FROM agent_action WHERE root = :root AND sequence IS NOT NULL
                        ORDER BY sequence DESC LIMIT 1""").bind("root", root).mapTo(Head.class).findOne();
    }

    /** Whether a family was given anything that a stranger may have written. */
    static boolean isTainted(Handle handle, String root) {
        return handle.createQuery("SELECT count(*) FROM agent_action WHERE root = :root AND trusted = 0")
                        .bind("root", root)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** What a family read that no stranger can have written. */
    static List<String> trusted(Handle handle, String root) {
        return handle.createQuery("""
                        SELECT result FROM agent_action WHERE root = :root AND trusted = 1 AND result IS NOT NULL
                        ORDER BY sequence""").bind("root", root).mapTo(String.class).list();
    }

    static List<Row> closed(Handle handle, String root, long afterSequence, int limit) {
        return handle.createQuery("""
                        SELECT * FROM agent_action WHERE root = :root AND sequence > :after
                        ORDER BY sequence LIMIT :limit""")
                .bind("root", root)
                .bind("after", afterSequence)
                .bind("limit", limit)
                .mapTo(Row.class)
                .list();
    }

    /** The newest of a mandate. */
    static List<Row> newest(Handle handle, String mandate, int limit) {
        return handle.createQuery("""
                        SELECT * FROM agent_action WHERE mandate = :mandate ORDER BY created_millis DESC, id LIMIT :limit""")
                .bind("mandate", mandate)
                .bind("limit", limit)
                .mapTo(Row.class)
                .list();
    }

    static List<Row> in(Handle handle, State state) {
        return handle.createQuery("SELECT * FROM agent_action WHERE state = :state ORDER BY created_millis, id")
                .bind("state", state)
                .mapTo(Row.class)
                .list();
    }

    /** Counts a declined call of a minute; how many there are with it. */
    static long count(Handle transaction, String mandate, long minute) {
        transaction
                .createUpdate("""
                        INSERT INTO agent_flood (mandate, minute, calls) VALUES (:mandate, :minute, 1)
                        ON CONFLICT (mandate, minute) DO UPDATE SET calls = agent_flood.calls + 1""")
                .bind("mandate", mandate)
                .bind("minute", minute)
                .execute();
        return transaction
                .createQuery("SELECT calls FROM agent_flood WHERE mandate = :mandate AND minute = :minute")
                .bind("mandate", mandate)
                .bind("minute", minute)
                .mapTo(Long.class)
                .one();
    }

    /** Declined calls of a minute that is over. */
    public record Flood(String mandate, long minute, long calls) {}

    /** Those of a mandate from minutes before this one. */
    static List<Flood> floods(Handle handle, String mandate, long beforeMinute) {
        return handle.createQuery("""
                        SELECT mandate, minute, calls FROM agent_flood
                        WHERE mandate = :mandate AND minute < :before ORDER BY minute""")
                .bind("mandate", mandate)
                .bind("before", beforeMinute)
                .mapTo(Flood.class)
                .list();
    }

    static void forget(Handle transaction, Flood flood) {
        transaction
                .createUpdate("DELETE FROM agent_flood WHERE mandate = :mandate AND minute = :minute")
                .bindMethods(flood)
                .execute();
    }
}
