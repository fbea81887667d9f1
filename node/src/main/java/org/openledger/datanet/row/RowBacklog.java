package org.openledger.datanet.row;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.openledger.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows that were kept before rows were compared as they are now: they are filed again when the node starts. */
public final class RowBacklog {
    private static final Logger LOG = LoggerFactory.getLogger(RowBacklog.class);
    private static final int ROWS_AT_ONCE = 1024;

    private RowBacklog() {}

    /** Files them, some at a time; goes on where it was cut off. */
    public static void file(Database database) {
        long rows = 0;
        for (int filed = -1; filed != 0; rows += filed) {
            filed = database.transact(RowBacklog::fileSome);
            if (rows == 0 && filed > 0) {
                LOG.info(
                        "filing the rows of earlier versions by their canonical text, so that copies of them are found; once");
            }
        }
        if (rows > 0) {
            LOG.info("filed {} rows of earlier versions", rows);
        }
    }

    private static int fileSome(Handle tx) {
        record Read(
                @Nested Row row, @ColumnName("schema_name") Schema schema) {}
        List<Read> rows = tx.createQuery(RowTable.MEANT + """
                        WHERE r.id > (SELECT after_row FROM row_shingle_backlog)
                          AND r.id <= (SELECT last_row FROM row_shingle_backlog)
                        ORDER BY r.id LIMIT :limit""")
                .bind("limit", ROWS_AT_ONCE)
                .mapTo(Read.class)
                .list();
        if (!rows.isEmpty()) {
            List<Candidate> whole = rows.stream()
                    .filter(read -> !read.row().isErased())
                    .map(read -> Candidate.of(read.row(), read.schema()))
                    .toList();
            Set<Long> rejected = rows.stream()
                    .map(Read::row)
                    .filter(row -> row.state() == Row.State.REJECTED)
                    .map(Row::id)
                    .collect(Collectors.toSet());
            RowTable.file(
                    tx,
                    whole.stream().filter(row -> !rejected.contains(row.id())).toList());
            RowTable.updateTextDigests(tx, whole);
            tx.createUpdate("UPDATE row_shingle_backlog SET after_row = :last")
                    .bind("last", rows.getLast().row().id())
                    .execute();
        }
        return rows.size();
    }
}
