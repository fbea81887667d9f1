package org.openledger.datanet.row;

import org.jdbi.v3.core.Handle;

/**
 * Which rows may lead a row on its way in: those that a Datanet's owner has taken; in the same Datanet also those that were signed
 * not long ago and wait for their review; and earlier rows of the same upload. A row that was not taken leads nothing.
 *
 * @param contributor who offers it
 * @param datanet where
 * @param contribution the upload it is in, whose earlier rows count too
 * @param heldFrom rows that wait for their review hold their place from this position on
 * @param afterPosition of signed rows those count that were signed after this; -1 for all, and for rows of the upload
 */
public record SearchScope(String contributor, long datanet, long contribution, long heldFrom, long afterPosition) {
    /** In SQL, of a row r; rows of the upload aside. */
    static final String MAY_LEAD = """
            (r.commit_position IS NOT NULL AND (r.state = 'ACCEPTED'
              OR (r.state = 'COMMITTED' AND r.datanet = :datanet AND r.commit_position >= :heldFrom)))""";

    /** The position from which rows were signed after a time; beyond the last where none was. */
    public static long heldFrom(Handle handle, long signedAfterMillis) {
        return handle.createQuery("""
                        SELECT coalesce(min(commit_position), 9223372036854775807) FROM contribution
                        WHERE signed_millis > :after""")
                .bind("after", signedAfterMillis)
                .mapTo(Long.class)
                .one();
    }
}
