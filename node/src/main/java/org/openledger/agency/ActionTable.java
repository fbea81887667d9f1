package org.openledger.agency;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
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

    /**
     * What was asked for.
     *
     * @param undoes the action that it undoes
     */
    public record Asked(
            String id,
            String root,
            String mandate,
            Optional<String> callId,
            String tool,
            String client,
            String transport,
            String arguments,
            Optional<String> undoes,
            String salt,
            long createdMillis) {}

    /** What was decided, when, and by what the family knew then. */
    public record Decided(long admittedMillis, long knew, String decision, long mostGwei) {}

    /** A person's signature; all empty where nobody signed. */
    public record Approved(Optional<String> approvedBy, Optional<String> approval, Optional<Long> approvalDeadline) {
        static final Approved NOT = new Approved(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How it ended; all empty, and 0, where it has not. */
    public record Ended(
            long paidGwei,
            Optional<String> receipt,
            Optional<String> result,
            Optional<Boolean> trusted,
            Optional<Long> sequence,
            Optional<String> record,
            Optional<String> signature,
            Optional<Long> logIndex) {
        static final Ended NOT = new Ended(
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A call as it is kept.
     *
     * @param pending all that it was called with, until it has ended
     */
    public record Row(
            @Nested Asked asked,
            State state,
            Optional<String> pending,
            @Nested Decided decided,
            @Nested Approved approved,
            @Nested Ended ended) {
        /** A call that has no ending yet. */
        static Row open(Asked asked, State state, Optional<String> pending, Decided decided) {
            return new Row(asked, state, pending, decided, Approved.NOT, Ended.NOT);
        }

        Row admitted(Decided now, Approved by) {
            return new Row(asked, State.ADMITTED, pending, now, by, ended);
        }

        /** As it was before somebody signed: a signature under what was declined all the same is not used. */
        Row unapproved() {
            return open(asked, state, pending, decided);
        }

        Row closed(Ended how) {
            return new Row(asked, State.CLOSED, Optional.empty(), decided, approved, how);
        }

        String id() {
            return asked.id();
        }

        String root() {
            return asked.root();
        }

        String mandate() {
            return asked.mandate();
        }

        String tool() {
            return asked.tool();
        }

        String arguments() {
            return asked.arguments();
        }

        String salt() {
            return asked.salt();
        }

        long mostGwei() {
            return decided.mostGwei();
        }

        Optional<String> receipt() {
            return ended.receipt();
        }

        Optional<String> result() {
            return ended.result();
        }

        Optional<Long> sequence() {
            return ended.sequence();
        }

        Optional<String> record() {
            return ended.record();
        }
    }

    /** A record's place and digest. */
    public record Head(long sequence, String record) {}

    static void insert(Handle transaction, Row row) {
        transaction
                .createUpdate("""
                        INSERT INTO agent_action (id, root, mandate, call_id, state, tool, client, transport, arguments, undoes,
                            pending, salt, created_millis, admitted_millis, knew, decision, most_gwei, paid_gwei)
                        VALUES (:id, :root, :mandate, :callId, :state, :tool, :client, :transport, :arguments, :undoes,
                            :pending, :salt, :createdMillis, :admittedMillis, :knew, :decision, :mostGwei, :paidGwei)""")
                .bindMethods(row)
                .bindMethods(row.asked())
                .bindMethods(row.decided())
                .bindMethods(row.ended())
                .execute();
    }

    /** Says that one which waited is let through now. */
    static void admit(Handle transaction, Row row) {
        transaction
                .createUpdate("""
                        UPDATE agent_action SET state = 'admitted', admitted_millis = :admittedMillis, knew = :knew,
                            decision = :decision, most_gwei = :mostGwei, approved_by = :approvedBy,
                            approval = :approval, approval_deadline = :approvalDeadline
                        WHERE id = :id""")
                .bind("id", row.id())
                .bindMethods(row.decided())
                .bindMethods(row.approved())
                .execute();
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
                .bind("id", row.id())
                .bindMethods(row.decided())
                .bindMethods(row.ended())
                .bind("trust", row.ended().trusted().map(trusted -> trusted ? 1 : 0))
                .execute();
    }

    /** Calls that undo an action and have not ended. */
    static long undoing(Handle handle, String action) {
        return handle.createQuery("SELECT count(*) FROM agent_action WHERE undoes = :action AND state <> 'closed'")
                .bind("action", action)
                .mapTo(Long.class)
                .one();
    }

    /** The records of a family's calls to undo an action. */
    static List<String> undid(Handle handle, String root, String action) {
        return handle.createQuery("""
                        SELECT record FROM agent_action
                        WHERE root = :root AND undoes = :action AND state = 'closed'""")
                .bind("root", root)
                .bind("action", action)
                .mapTo(String.class)
                .list();
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

    /** The place of the newest record: what a family knows. */
    static long known(Handle handle, String root) {
        return head(handle, root).map(Head::sequence).orElse(0L);
    }

    /** Whether a family was given anything that a stranger may have written. */
    static boolean isTainted(Handle handle, String root) {
        return handle.createQuery("SELECT 1 FROM agent_action WHERE root = :root AND trusted = 0 LIMIT 1")
                .bind("root", root)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
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

    /** All of a mandate that call a tool of this node. */
    static List<Row> of(Handle handle, String mandate, String tool) {
        return handle.createQuery("SELECT * FROM agent_action WHERE mandate = :mandate AND tool LIKE :tool")
                .bind("mandate", mandate)
                .bind("tool", tool + " %")
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
