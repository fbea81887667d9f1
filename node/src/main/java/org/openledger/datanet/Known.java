package org.openledger.datanet;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A kept row as the search for duplicates sees it. Ordered by precedence: signed rows first, in the order of their
 * contributions, then by line.
 */
record Known(
        long id,
        String leaf,
        long cluster,
        long line,
        long position,
        String textDigest,
        String where,
        Fingerprint fingerprint)
        implements Comparable<Known> {
    static final String COLUMNS =
            "r.id, r.leaf, r.cluster, r.line, r.contribution, r.text_digest, r.content, r.commit_position, d.id AS datanet_id, d.name, d.schema_name";

    static Known of(ResultSet row, StatementContext context) throws SQLException {
        long position = row.getLong("commit_position");
        boolean signed = !row.wasNull();
        long line = row.getLong("line");
        Schema schema = Schema.valueOf(row.getString("schema_name"));
        return new Known(
                row.getLong("id"),
                row.getString("leaf"),
                row.getLong("cluster"),
                line,
                signed ? position : Long.MAX_VALUE,
                row.getString("text_digest"),
                signed
                        ? "row " + line + " of contribution " + row.getLong("contribution") + " to Datanet "
                                + row.getLong("datanet_id") + " (" + row.getString("name") + ")"
                        : "line " + line + " of this upload",
                Fingerprint.of(schema.textOf(Row.fields(row.getString("content")))));
    }

    DuplicateSearch.Leader leader(Reason reason, double similarity) {
        return new DuplicateSearch.Leader(
                reason, leaf, id, cluster, DuplicateSearch.sentence(reason, similarity, where));
    }

    @Override
    public int compareTo(Known other) {
        int order = Long.compare(position, other.position);
        return order != 0 ? order : Long.compare(line, other.line);
    }
}
