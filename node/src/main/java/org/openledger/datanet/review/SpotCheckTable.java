package org.openledger.datanet.review;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of spot checks and of the rows that were drawn for them. */
public final class SpotCheckTable {
    private SpotCheckTable() {}

    public static void insert(Handle tx, SpotCheck check, List<Long> drawn) {
        tx.createUpdate("""
                        INSERT INTO spot_check (contribution, datanet, seed, bond_gwei, quorum, tolerated_percent,
                            begun_millis, ends_millis, outcome, refused, taken_gwei, ended_millis, taken)
                        VALUES (:contribution, :datanet, :seed, :bondGwei, :quorum, :toleratedPercent, :begunMillis,
                            :endsMillis, NULL, 0, 0, NULL, :taken)""").bindMethods(check).execute();
        PreparedBatch rows = tx.prepareBatch("INSERT INTO spot_check_row (contribution, line) VALUES (:id, :line)");
        drawn.forEach(
                line -> rows.bind("id", check.contribution()).bind("line", line).add());
        rows.execute();
    }

    /** Its outcome, and what it took. */
    public static void end(Handle tx, SpotCheck ended) {
        tx.createUpdate("""
                        UPDATE spot_check SET outcome = :outcome, refused = :refused, taken_gwei = :takenGwei,
                            ended_millis = :endedMillis
                        WHERE contribution = :contribution""").bindMethods(ended).execute();
    }

    /** That of a contribution, where there was one. */
    public static Optional<SpotCheck> find(Handle handle, long contribution) {
        return handle.createQuery("SELECT * FROM spot_check WHERE contribution = :id")
                .bind("id", contribution)
                .mapTo(SpotCheck.class)
                .findOne();
    }

    /** The lines of the rows that were drawn, in their order. */
    public static List<Long> drawn(Handle handle, long contribution) {
        return handle.createQuery("SELECT line FROM spot_check_row WHERE contribution = :id ORDER BY line")
                .bind("id", contribution)
                .mapTo(Long.class)
                .list();
    }

    /** Whether votes are taken on rows of a contribution that are in already. */
    public static boolean isOpen(Handle handle, long contribution) {
        return find(handle, contribution).filter(SpotCheck::isOpen).isPresent();
    }

    /** Those that have no outcome yet, the earliest end first. */
    public static List<SpotCheck> open(Handle handle) {
        return handle.createQuery("SELECT * FROM spot_check WHERE outcome IS NULL ORDER BY ends_millis, contribution")
                .mapTo(SpotCheck.class)
                .list();
    }

    public static List<SpotCheck> all(Handle handle) {
        return handle.createQuery("SELECT * FROM spot_check ORDER BY contribution")
                .mapTo(SpotCheck.class)
                .list();
    }

    /** The contributions whose contributors stake a bond now. */
    public static Set<Long> underBond(Handle handle) {
        return new HashSet<>(open(handle).stream().map(SpotCheck::contribution).toList());
    }
}
