package org.openledger.datanet.row;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What became of one line of an upload.
 *
 * @param leaf the row's leaf; empty when the line became no row
 * @param state the row's state; REJECTED when the line became no row
 * @param leader the leaf of the row it repeats
 * @param firstVersion the version it first entered; it is in every later one
 */
public record LineHistory(
        long line,
        Optional<String> leaf,
        Row.State state,
        Optional<Reason> reason,
        Optional<String> detail,
        Optional<String> leader,
        Optional<Long> firstVersion) {

    public static List<LineHistory> of(Handle handle, long contribution, long afterLine, int limit) {
        return handle.createQuery("""
                        SELECT * FROM (
                          SELECT line, leaf, state, reason, detail, leader, first_version FROM datanet_row
                          WHERE contribution = :id AND line > :after
                          UNION ALL
                          SELECT line, NULL, 'REJECTED', reason, detail, leader, NULL FROM rejected_line
                          WHERE contribution = :id AND line > :after) AS lines
                        ORDER BY line LIMIT :limit""")
                .bind("id", contribution)
                .bind("after", afterLine)
                .bind("limit", limit)
                .map((row, context) -> {
                    long first = row.getLong(7);
                    Optional<Long> firstVersion = row.wasNull() ? Optional.empty() : Optional.of(first);
                    return new LineHistory(
                            row.getLong(1),
                            Optional.ofNullable(row.getString(2)),
                            Row.State.valueOf(row.getString(3)),
                            Optional.ofNullable(row.getString(4)).map(Reason::ofCode),
                            Optional.ofNullable(row.getString(5)),
                            Optional.ofNullable(row.getString(6)),
                            firstVersion);
                })
                .list();
    }

    public static List<Rejection> rejections(Handle handle, long contribution, int limit) {
        return handle.createQuery(
                        "SELECT line, reason, detail, leader FROM rejected_line WHERE contribution = :id ORDER BY line LIMIT :limit")
                .bind("id", contribution)
                .bind("limit", limit)
                .map((row, context) -> new Rejection(
                        row.getLong(1),
                        Reason.ofCode(row.getString(2)),
                        row.getString(3),
                        Optional.ofNullable(row.getString(4))))
                .list();
    }
}
