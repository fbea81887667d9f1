package org.openledger.withdrawal;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.row.AbsenceTable;
import org.openledger.datanet.row.RowTable;

/** The SQL of withdrawals. */
final class WithdrawalTable {
    private WithdrawalTable() {}

    static long nextId(Handle tx) {
        return tx.createQuery("SELECT coalesce(max(id), 0) + 1 FROM withdrawal")
                .mapTo(Long.class)
                .one();
    }

    static void insert(Handle tx, Withdrawal withdrawal) {
        tx.createUpdate("""
                        INSERT INTO withdrawal (id, datanet, contributor, takedown, row_count, digest, log_index,
                            time_millis, finished_millis)
                        VALUES (:id, :datanet, :contributor, :takedown, :rows, :digest, :logIndex, :timeMillis,
                            :finishedMillis)""").bindMethods(withdrawal).execute();
    }

    static void finish(Handle tx, long id, long nowMillis) {
        tx.createUpdate("UPDATE withdrawal SET finished_millis = :now WHERE id = :id")
                .bind("id", id)
                .bind("now", nowMillis)
                .execute();
    }

    static Optional<Withdrawal> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM withdrawal WHERE id = :id")
                .bind("id", id)
                .mapTo(Withdrawal.class)
                .findOne();
    }

    /** Those that left something to erase, the oldest first. */
    static List<Withdrawal> unfinished(Handle handle) {
        return handle.createQuery("SELECT * FROM withdrawal WHERE finished_millis IS NULL ORDER BY id")
                .mapTo(Withdrawal.class)
                .list();
    }

    /** All, the oldest first. */
    static List<Withdrawal> all(Handle handle) {
        return handle.createQuery("SELECT * FROM withdrawal ORDER BY id")
                .mapTo(Withdrawal.class)
                .list();
    }

    /** The ids of models that learnt a row of these, each with how many. Rows that a run held out count too: it read them. */
    static List<Learnt> learnt(Handle handle, List<String> leaves) {
        return handle.createQuery("""
                        SELECT m.id, m.name, m.number, m.origin, count(*) AS rows FROM model_version m
                        JOIN model_source s ON s.model = m.id
                        JOIN datanet_row r ON r.datanet = s.datanet
                        WHERE r.leaf IN (<leaves>) AND r.first_version <= s.number AND <present>
                        GROUP BY m.id, m.name, m.number, m.origin ORDER BY m.name, m.number""")
                .bindList("leaves", RowTable.bytes(leaves))
                .define("present", AbsenceTable.present("r.id", "s.number"))
                .mapTo(Learnt.class)
                .list();
    }

    /** The models that were made before a withdrawal of versions that have its rows. */
    static List<String> modelsOf(Handle handle, long withdrawal) {
        return handle.createQuery("""
                        SELECT DISTINCT m.id FROM model_version m
                        JOIN model_source s ON s.model = m.id
                        JOIN datanet_row r ON r.datanet = s.datanet
                        WHERE r.withdrawal = :withdrawal AND r.first_version <= s.number AND <present>
                        ORDER BY m.id""")
                .bind("withdrawal", withdrawal)
                .define("present", AbsenceTable.present("r.id", "s.number"))
                .mapTo(String.class)
                .list();
    }

    /** How many rows a model learnt that were taken back after it was made. */
    static long learntBy(Handle handle, String model) {
        return handle.createQuery("""
                        SELECT count(*) FROM model_version m
                        JOIN model_source s ON s.model = m.id
                        JOIN datanet_row r ON r.datanet = s.datanet
                        JOIN withdrawal w ON w.id = r.withdrawal
                        WHERE m.id = :model AND r.first_version <= s.number AND w.time_millis >= m.created_millis
                          AND <present>""")
                .bind("model", model)
                .define("present", AbsenceTable.present("r.id", "s.number"))
                .mapTo(Long.class)
                .one();
    }

    /** The versions, oldest first, that are published and have a row of these. */
    static List<Long> versions(Handle handle, long datanet, List<String> leaves) {
        return handle.createQuery("""
                        SELECT DISTINCT v.number FROM version v JOIN datanet_row r ON r.datanet = v.datanet
                        WHERE v.datanet = :datanet AND v.state = 'PUBLISHED' AND r.leaf IN (<leaves>)
                          AND r.first_version <= v.number AND <present>
                        ORDER BY v.number""")
                .bind("datanet", datanet)
                .bindList("leaves", RowTable.bytes(leaves))
                .define("present", AbsenceTable.present("r.id", "v.number"))
                .mapTo(Long.class)
                .list();
    }

    /** A model's version with how many of some rows it learnt. */
    record Learnt(String id, String name, long number, String origin, long rows) {}
}
