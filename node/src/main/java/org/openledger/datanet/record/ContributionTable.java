package org.openledger.datanet.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;

/** The SQL of contributions. */
public final class ContributionTable {
    private ContributionTable() {}

    public static Contribution require(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM contribution WHERE id = :id")
                .bind("id", id)
                .map(ContributionTable::toContribution)
                .findOne()
                .orElseThrow(() -> new DatanetException(Kind.UNKNOWN, "there is no contribution " + id));
    }

    public static void insertScreening(Handle tx, Contribution contribution, long checkedPosition) {
        tx.execute(
                """
                INSERT INTO contribution (id, datanet, contributor, state, checked_position, row_count, rejected_count,
                    terms_digest, nonce, deadline_seconds, created_millis, chain_state, chain_detail)
                VALUES (?, ?, ?, 'SCREENING', ?, 0, 0, ?, ?, ?, ?, 'PENDING', '')""",
                contribution.id(),
                contribution.datanet(),
                contribution.contributor(),
                checkedPosition,
                contribution.termsDigest(),
                contribution.nonce(),
                contribution.deadlineSeconds(),
                contribution.createdMillis());
    }

    /** The place of the latest signed contribution; 0 before the first. */
    public static long lastPosition(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(commit_position), 0) FROM contribution")
                .mapTo(Long.class)
                .one();
    }

    public static long checkedPosition(Handle handle, long id) {
        return handle.createQuery("SELECT checked_position FROM contribution WHERE id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    public static long nextId(Handle tx) {
        return tx.createQuery("SELECT coalesce(max(id), 0) + 1 FROM contribution")
                .mapTo(Long.class)
                .one();
    }

    public static Contribution toContribution(ResultSet row, StatementContext context) throws SQLException {
        return new Contribution(
                row.getLong("id"),
                row.getLong("datanet"),
                row.getString("contributor"),
                Contribution.State.valueOf(row.getString("state")),
                row.getLong("row_count"),
                row.getLong("rejected_count"),
                Optional.ofNullable(row.getString("root")),
                row.getString("terms_digest"),
                row.getString("nonce"),
                row.getLong("deadline_seconds"),
                row.getLong("created_millis"),
                Optional.ofNullable(row.getString("signature")),
                optionalLong(row, "signed_millis"),
                optionalLong(row, "commit_position"),
                Optional.ofNullable(row.getString("record_digest")),
                ChainState.valueOf(row.getString("chain_state")),
                row.getString("chain_detail"));
    }

    private static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
