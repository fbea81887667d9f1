package org.openledger.datanet.row;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.openledger.verify.bytes.Hex;

/** The SQL of rows, their bands and shingles, and the lines that did not become rows. */
public final class RowTable {
    private static final int FETCH_ROWS = 256;

    private RowTable() {}

    /** Files the candidates without a leader as rows, and those with one as rejected lines. */
    public static void insert(
            Handle tx,
            long contribution,
            long datanet,
            String contributor,
            List<Candidate> rows,
            Map<Long, Leader> leaders) {
        PreparedBatch kept = tx.prepareBatch("""
                INSERT INTO datanet_row (id, contribution, datanet, contributor, line, leaf, salt, content, text_digest, cluster, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'SCREENED')""");
        PreparedBatch bands =
                tx.prepareBatch("INSERT INTO row_band (band, row_id) VALUES (?, ?) ON CONFLICT DO NOTHING");
        PreparedBatch shingles = ShingleTable.additions(tx);
        for (Candidate row : rows) {
            Leader leader = leaders.get(row.id());
            if (leader != null) {
                reject(tx, contribution, row.line(), leader.reason(), leader.detail(), Optional.of(leader.leaf()));
                continue;
            }
            kept.add(
                    row.id(),
                    contribution,
                    datanet,
                    contributor,
                    row.line(),
                    row.leaf(),
                    row.salt(),
                    row.content(),
                    row.fingerprint().textDigest(),
                    row.id());
            for (long band : row.bands()) {
                bands.add(band, row.id());
            }
            ShingleTable.add(shingles, row);
        }
        if (kept.size() > 0) {
            kept.execute();
            bands.execute();
            shingles.execute();
        }
    }

    public static void reject(
            Handle tx, long contribution, long line, Reason reason, String detail, Optional<String> leader) {
        tx.execute(
                "INSERT INTO rejected_line (contribution, line, reason, detail, leader) VALUES (?, ?, ?, ?, ?)",
                contribution,
                line,
                reason.code(),
                detail,
                leader.orElse(null));
    }

    /** Forgets an upload that was cut off; nobody has seen its number. */
    public static void deleteContribution(Handle tx, long contribution) {
        deleteRows(tx, contribution);
        tx.execute("DELETE FROM contribution WHERE id = ?", contribution);
    }

    /** Forgets the rows of a contribution that was never signed. */
    public static void deleteRows(Handle tx, long contribution) {
        Schema schema = Schema.valueOf(tx.createQuery(
                        "SELECT schema_name FROM datanet WHERE id = (SELECT datanet FROM contribution WHERE id = :id)")
                .bind("id", contribution)
                .mapTo(String.class)
                .one());
        eachPart(tx, contribution, part -> {
            List<Candidate> rows =
                    part.stream().map(row -> Candidate.of(row, schema)).toList();
            deleteBands(tx, rows);
            ShingleTable.delete(tx, rows);
        });
        tx.execute("DELETE FROM datanet_row WHERE contribution = ?", contribution);
        tx.execute("DELETE FROM rejected_line WHERE contribution = ?", contribution);
    }

    /** The bands follow from the text, so they need no index by row, which would slow down every upload. */
    private static void deleteBands(Handle tx, List<Candidate> rows) {
        PreparedBatch bands = tx.prepareBatch("DELETE FROM row_band WHERE band = ? AND row_id = ?");
        for (Candidate row : rows) {
            for (long band : row.bands()) {
                bands.add(band, row.id());
            }
        }
        bands.execute();
    }

    public static List<byte[]> leavesOfContribution(Handle handle, long contribution) {
        return handle.createQuery("SELECT leaf FROM datanet_row WHERE contribution = :id ORDER BY line")
                .bind("id", contribution)
                .map((row, context) -> Hex.parse(row.getString(1)))
                .list();
    }

    /** A contribution's rows in parts of bounded size. */
    public static void eachPart(Handle handle, long contribution, Consumer<List<Row>> visitor) {
        long line = 0;
        while (true) {
            List<Row> part = handle.createQuery(
                            "SELECT * FROM datanet_row WHERE contribution = :id AND line > :line ORDER BY line LIMIT :limit")
                    .bind("id", contribution)
                    .bind("line", line)
                    .bind("limit", FETCH_ROWS)
                    .map(RowTable::toRow)
                    .list();
            if (part.isEmpty()) {
                return;
            }
            visitor.accept(part);
            line = part.getLast().line();
        }
    }

    public static Optional<Row> byLeaf(Handle handle, String leaf) {
        return handle.createQuery("SELECT * FROM datanet_row WHERE leaf = :leaf")
                .bind("leaf", leaf)
                .map(RowTable::toRow)
                .findOne();
    }

    /** The rows of a version in the order of its tree: later versions only add at the end. */
    public static Stream<Row> ofVersion(Handle handle, long datanet, long number) {
        return ofVersion(handle, datanet, number, 0, Integer.MAX_VALUE);
    }

    public static Stream<Row> ofVersion(Handle handle, long datanet, long number, int offset, int limit) {
        return handle
                .createQuery("SELECT * FROM datanet_row WHERE datanet = :datanet AND first_version <= :number"
                        + " ORDER BY first_version, commit_position, line LIMIT :limit OFFSET :offset")
                .bind("datanet", datanet)
                .bind("number", number)
                .bind("limit", limit)
                .bind("offset", offset)
                .setFetchSize(FETCH_ROWS)
                .map(RowTable::toRow)
                .stream();
    }

    /** The leaves of a version in the order of its tree. */
    public static List<byte[]> leavesOfVersion(Handle handle, long datanet, long number) {
        return handle.createQuery("SELECT leaf FROM datanet_row WHERE datanet = :datanet AND first_version <= :number"
                        + " ORDER BY first_version, commit_position, line")
                .bind("datanet", datanet)
                .bind("number", number)
                .setFetchSize(FETCH_ROWS)
                .map((row, context) -> Hex.parse(row.getString(1)))
                .list();
    }

    static Row toRow(ResultSet row, StatementContext context) throws SQLException {
        long first = row.getLong("first_version");
        Optional<Long> firstVersion = row.wasNull() ? Optional.empty() : Optional.of(first);
        return new Row(
                row.getLong("id"),
                row.getLong("contribution"),
                row.getLong("datanet"),
                row.getString("contributor"),
                row.getLong("line"),
                row.getString("leaf"),
                row.getString("salt"),
                row.getString("content"),
                row.getLong("cluster"),
                Row.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("reason")).map(Reason::ofCode),
                Optional.ofNullable(row.getString("detail")),
                Optional.ofNullable(row.getString("leader")),
                firstVersion);
    }
}
