package org.openledger.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.openledger.log.Log;
import org.openledger.store.seal.Finding;

/** Compares acts of administrators with the log's digests of them. */
public final class ActCheck {
    private static final String TABLE = "admin_act";
    private static final String RESTORE = "restore the database from a backup";
    private static final int PAGE = 1_000;
    private static final int MAX_FINDINGS = 100;

    private final Log log;

    public ActCheck(Log log) {
        this.log = log;
    }

    public List<Finding> fsck(Handle handle) {
        List<Finding> findings = new ArrayList<>();
        long expected = 1;
        List<ActTable.Row> page = ActTable.after(handle, 0, PAGE);
        while (!page.isEmpty() && findings.size() < MAX_FINDINGS) {
            for (ActTable.Row row : page) {
                if (row.id() != expected) {
                    findings.add(finding(expected, "the acts " + expected + " to " + (row.id() - 1) + " are missing"));
                }
                compare(handle, row, findings);
                expected = row.id() + 1;
            }
            page = ActTable.after(handle, expected - 1, PAGE);
        }
        return findings;
    }

    private void compare(Handle handle, ActTable.Row row, List<Finding> findings) {
        try {
            OptionalLong found = log.find(handle, row.toAct().logEntry().leafHash());
            if (found.isEmpty() || found.getAsLong() != row.logIndex()) {
                findings.add(finding(row.id(), "it is not what the log has the digest of at " + row.logIndex()));
            }
        } catch (IllegalArgumentException unknown) {
            findings.add(finding(row.id(), "its outcome is none"));
        }
    }

    private static Finding finding(long id, String what) {
        return new Finding(TABLE, Long.toString(id), what, RESTORE);
    }
}
