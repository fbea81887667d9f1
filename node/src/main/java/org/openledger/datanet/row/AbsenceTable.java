package org.openledger.datanet.row;

import org.jdbi.v3.core.Handle;

/** The SQL of the versions that a row is not in, though an earlier one has it. */
public final class AbsenceTable {
    /**
     * Whether row r is corrected by an accepted one, which stands in a version or enters this one. The sum keeps the database from
     * looking through all rows of the Datanet for each row, in place of those that correct it.
     */
    private static final String CORRECTED = """
            EXISTS (SELECT 1 FROM datanet_row c WHERE c.corrects = lower(hex(r.leaf)) AND c.datanet + 0 = r.datanet
              AND c.state = 'ACCEPTED' AND c.held_by IS NULL AND c.first_version IS NOT NULL)""";

    private AbsenceTable() {}

    /**
     * The condition that a row is not absent from a version.
     *
     * @param row what has the row's id
     * @param number what has the version's number
     */
    public static String present(String row, String number) {
        return "NOT EXISTS (SELECT 1 FROM row_absence a WHERE a.row_id = " + row + " AND a.from_version <= " + number
                + " AND (a.until_version IS NULL OR a.until_version > " + number + "))";
    }

    /** Rows that are not taken any more, since they were taken back or a spot check failed, are held or are corrected are not in this version. */
    static int leave(Handle tx, long datanet, long number) {
        return tx.createUpdate("""
                        INSERT INTO row_absence (row_id, from_version, until_version)
                        SELECT out.id, CAST(:number AS BIGINT), NULL FROM
                          (SELECT id, first_version FROM datanet_row
                           WHERE datanet = :datanet AND first_version IS NOT NULL AND state <> 'ACCEPTED'
                           UNION SELECT id, first_version FROM datanet_row
                           WHERE datanet = :datanet AND held_by IS NOT NULL
                           UNION SELECT r.id, r.first_version FROM datanet_row c
                           JOIN datanet_row r ON r.leaf = unhex(c.corrects) AND r.datanet = c.datanet
                           WHERE c.datanet + 0 = :datanet AND c.corrects IS NOT NULL AND c.state = 'ACCEPTED'
                             AND c.held_by IS NULL AND c.first_version IS NOT NULL) AS out
                        WHERE out.first_version <= :number AND NOT EXISTS
                          (SELECT 1 FROM row_absence a WHERE a.row_id = out.id AND a.until_version IS NULL)""")
                .bind("datanet", datanet)
                .bind("number", number)
                .execute();
    }

    /** Rows that are held no longer, or whose correction is gone, are in this version again. */
    static int comeBack(Handle tx, long datanet, long number) {
        return tx.createUpdate("""
                        UPDATE row_absence SET until_version = :number WHERE until_version IS NULL AND row_id IN
                          (SELECT r.id FROM datanet_row r
                           WHERE r.datanet = :datanet AND r.state = 'ACCEPTED' AND r.held_by IS NULL AND NOT <corrected>)""")
                .define("corrected", CORRECTED)
                .bind("datanet", datanet)
                .bind("number", number)
                .execute();
    }

    /** The version was never published. */
    static void undo(Handle tx, long datanet, long number) {
        tx.createUpdate("""
                        DELETE FROM row_absence WHERE from_version = :number AND row_id IN
                          (SELECT id FROM datanet_row WHERE datanet = :datanet)""").bind("datanet", datanet).bind("number", number).execute();
        tx.createUpdate("""
                        UPDATE row_absence SET until_version = NULL WHERE until_version = :number AND row_id IN
                          (SELECT id FROM datanet_row WHERE datanet = :datanet)""").bind("datanet", datanet).bind("number", number).execute();
    }
}
