package org.openledger.datanet.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.shingle.Filing;
import org.openledger.datanet.shingle.ShingleRuns;

/** The shingles that rows are found by. */
public final class ShingleTable {
    /** Rows that are found under one shingle, the first ones: what more rows say tells nobody apart. */
    public static final int MAX_ROWS = ShingleRuns.MAX_ROWS;

    private ShingleTable() {}

    static void add(Handle tx, List<Candidate> rows) {
        ShingleRuns.add(tx, filings(rows));
    }

    /** The shingles follow from the text, so they need no index by row. */
    static void delete(Handle tx, List<Candidate> rows) {
        ShingleRuns.delete(tx, filings(rows));
    }

    private static List<Filing> filings(List<Candidate> rows) {
        return rows.stream()
                .flatMap(row -> Arrays.stream(row.keptShingles())
                        .mapToObj(shingle -> new Filing(Filing.key(shingle), row.id())))
                .toList();
    }

    /**
     * The rows of the scope that are filed under each of these, new where they were not signed before or at its position.
     */
    public static Map<Long, List<FiledRow>> find(Handle handle, long[] shingles, SearchScope scope) {
        Map<Long, List<Long>> filed = new HashMap<>();
        long[] keys =
                Arrays.stream(shingles).map(Filing::key).sorted().distinct().toArray();
        ShingleRuns.find(handle, keys)
                .forEach(each -> filed.computeIfAbsent(each.key(), _ -> new ArrayList<>())
                        .add(each.rowId()));
        filed.replaceAll(
                (_, rows) -> rows.stream().sorted().distinct().limit(MAX_ROWS).toList());
        Map<Long, FiledRow> leading = leading(
                handle,
                filed.values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .sorted()
                        .toList(),
                scope);
        Map<Long, List<FiledRow>> found = new HashMap<>();
        for (long shingle : leading.isEmpty() ? new long[0] : shingles) {
            List<FiledRow> rows = filed.getOrDefault(Filing.key(shingle), List.of()).stream()
                    .flatMap(id -> Optional.ofNullable(leading.get(id)).stream())
                    .toList();
            if (!rows.isEmpty()) {
                found.put(shingle, rows);
            }
        }
        return found;
    }

    private static Map<Long, FiledRow> leading(Handle handle, List<Long> ids, SearchScope scope) {
        record Filed(long rowId, long position) {}
        Map<Long, FiledRow> leading = new HashMap<>();
        for (List<Long> part : QueryKeys.parts(ids)) {
            handle.createQuery("""
                            SELECT r.id AS row_id, coalesce(r.commit_position, 0) AS position FROM datanet_row r
                            WHERE r.id IN (<ids>)
                            AND (""" + SearchScope.MAY_LEAD + """
                             OR (r.contribution = :contribution AND r.state <> 'REJECTED'))""")
                    .bindList("ids", part)
                    .bindMethods(scope)
                    .mapTo(Filed.class)
                    .forEach(filed -> leading.put(
                            filed.rowId(), new FiledRow(filed.rowId(), filed.position() > scope.afterPosition())));
        }
        return leading;
    }
}
