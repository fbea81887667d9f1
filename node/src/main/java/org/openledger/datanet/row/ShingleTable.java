package org.openledger.datanet.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of the shingles that rows are found by. */
public final class ShingleTable {
    /** Rows filed under one shingle, the first ones: what more rows say tells nobody apart. */
    public static final int MAX_ROWS = 32;

    private ShingleTable() {}

    /** Files rows, where there is room under their shingles. */
    static void add(Handle tx, List<Candidate> rows) {
        PreparedBatch batch = tx.prepareBatch("""
                        INSERT INTO row_shingle (shingle, row_id) SELECT CAST(:shingle AS BIGINT), CAST(:rowId AS BIGINT)
                        WHERE (SELECT count(*) FROM row_shingle WHERE shingle = :shingle) < <most>
                        ON CONFLICT DO NOTHING""").define("most", MAX_ROWS);
        addEach(batch, rows);
        batch.execute();
    }

    /** In the order of the table, in which neighbours lie together. */
    private static void addEach(PreparedBatch batch, List<Candidate> rows) {
        rows.stream()
                .flatMap(row -> Arrays.stream(row.keptShingles()).mapToObj(shingle -> new Filing(shingle, row.id())))
                .sorted(Comparator.comparingLong(Filing::shingle).thenComparingLong(Filing::rowId))
                .forEach(each -> batch.bind("shingle", each.shingle())
                        .bind("rowId", each.rowId())
                        .add());
    }

    private record Filing(long shingle, long rowId) {}

    /** The shingles follow from the text, so they need no index by row. */
    static void delete(Handle tx, List<Candidate> rows) {
        PreparedBatch batch = tx.prepareBatch("DELETE FROM row_shingle WHERE shingle = :shingle AND row_id = :rowId");
        addEach(batch, rows);
        batch.execute();
    }

    /**
     * The rows of the scope that are filed under each of these, new where they were not signed before or at its position.
     */
    public static Map<Long, List<FiledRow>> find(Handle handle, List<Long> shingles, SearchScope scope) {
        record Filed(long shingle, long rowId, long position) {}
        Map<Long, List<FiledRow>> rows = new HashMap<>();
        for (List<Long> part : QueryKeys.parts(shingles)) {
            handle.createQuery("""
                            SELECT s.shingle, s.row_id, coalesce(r.commit_position, 0) AS position
                            FROM row_shingle s JOIN datanet_row r ON r.id = s.row_id
                            WHERE s.shingle IN (<shingles>)
                            AND (""" + SearchScope.MAY_LEAD + """
                             OR (r.contribution = :contribution AND r.state <> 'REJECTED'))""")
                    .bindList("shingles", part)
                    .bindMethods(scope)
                    .mapTo(Filed.class)
                    .forEach(filed -> rows.computeIfAbsent(filed.shingle(), shingle -> new ArrayList<>())
                            .add(new FiledRow(filed.rowId(), filed.position() > scope.afterPosition())));
        }
        return rows;
    }
}
