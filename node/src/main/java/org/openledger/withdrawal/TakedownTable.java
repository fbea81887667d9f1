package org.openledger.withdrawal;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of notices against rows, and of what was said about them. */
final class TakedownTable {
    private TakedownTable() {}

    static long nextId(Handle tx) {
        return tx.createQuery("SELECT coalesce(max(id), 0) + 1 FROM takedown")
                .mapTo(Long.class)
                .one();
    }

    static void insert(Handle tx, Takedown takedown, List<String> leaves) {
        tx.createUpdate("""
                        INSERT INTO takedown (id, datanet, state, contact, created_millis, deadline_millis, decided_millis)
                        VALUES (:id, :datanet, :state, :contact, :createdMillis, :deadlineMillis, :decidedMillis)""").bindMethods(takedown).execute();
        PreparedBatch rows = tx.prepareBatch("INSERT INTO takedown_row (takedown, leaf) VALUES (:takedown, :leaf)");
        leaves.forEach(
                leaf -> rows.bind("takedown", takedown.id()).bind("leaf", leaf).add());
        rows.execute();
    }

    static void say(Handle tx, Takedown.Act act) {
        tx.createUpdate("""
                        INSERT INTO takedown_act (takedown, number, act, who, words, salt, time_millis, log_index)
                        VALUES (:takedown, :number, :act, :who, :words, :salt, :timeMillis, :logIndex)""").bindMethods(act).execute();
    }

    static void decide(Handle tx, long id, Takedown.State state, long nowMillis) {
        tx.createUpdate("UPDATE takedown SET state = :state, decided_millis = :now WHERE id = :id")
                .bind("id", id)
                .bind("state", state)
                .bind("now", nowMillis)
                .execute();
    }

    static Optional<Takedown> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM takedown WHERE id = :id")
                .bind("id", id)
                .mapTo(Takedown.class)
                .findOne();
    }

    static long countOpen(Handle handle, long datanet) {
        return handle.createQuery("SELECT count(*) FROM takedown WHERE datanet = :datanet AND state = :open")
                .bind("datanet", datanet)
                .bind("open", Takedown.State.OPEN)
                .mapTo(Long.class)
                .one();
    }

    static List<String> leaves(Handle handle, long id) {
        return handle.createQuery("SELECT leaf FROM takedown_row WHERE takedown = :id ORDER BY leaf")
                .bind("id", id)
                .mapTo(String.class)
                .list();
    }

    /** What was said about a notice, in its order. */
    static List<Takedown.Act> acts(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM takedown_act WHERE takedown = :id ORDER BY number")
                .bind("id", id)
                .mapTo(Takedown.Act.class)
                .list();
    }

    /** All that was said about any. */
    static List<Takedown.Act> allActs(Handle handle) {
        return handle.createQuery("SELECT * FROM takedown_act ORDER BY takedown, number")
                .mapTo(Takedown.Act.class)
                .list();
    }

    /** Those of other notices that are open and name a row. */
    static List<Long> openNaming(Handle handle, String leaf) {
        return handle.createQuery("""
                        SELECT t.id FROM takedown t JOIN takedown_row r ON r.takedown = t.id
                        WHERE r.leaf = :leaf AND t.state = :open ORDER BY t.id""")
                .bind("leaf", leaf)
                .bind("open", Takedown.State.OPEN)
                .mapTo(Long.class)
                .list();
    }
}
