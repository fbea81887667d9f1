package org.openledger.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.AuditedShare;
import org.openledger.verify.EpochAudit;

/** What charged answers bring to their epoch's audit, by the place of the charge in the journal. */
public final class AuditedAnswers {
    private static final String SHARE =
            "s.contributor, s.paid_gwei, s.waiting_gwei, s.doubt_gwei, s.harm_gwei, s.sure_harm_gwei";

    private record Brought(List<String> datanets, AuditedShare share) {}

    private AuditedAnswers() {}

    static void insert(Handle transaction, long position, AuditedAnswer answer) {
        if (answer.shares().isEmpty()) {
            return;
        }
        transaction.execute(
                "INSERT INTO ledger_audited_answer (position, datanets) VALUES (?, ?)",
                position,
                String.join(",", answer.datanets()));
        PreparedBatch shares = transaction.prepareBatch("""
                INSERT INTO ledger_audited_share (position, contributor, paid_gwei, waiting_gwei, doubt_gwei, harm_gwei,
                    sure_harm_gwei) VALUES (?, ?, ?, ?, ?, ?, ?)""");
        for (AuditedShare share : answer.shares()) {
            shares.add(
                    position,
                    share.contributor(),
                    share.paidGwei(),
                    share.waitingGwei(),
                    share.doubtGwei(),
                    share.harmGwei(),
                    share.sureHarmGwei());
        }
        shares.execute();
    }

    /** The audit of the charges after one position, through another. */
    public static EpochAudit audit(Handle handle, long afterPosition, long throughPosition) {
        EpochAudit audit = new EpochAudit();
        handle.createQuery("SELECT " + SHARE + ", a.datanets FROM ledger_audited_answer a"
                        + " JOIN ledger_audited_share s ON s.position = a.position"
                        + " WHERE a.position > :after AND a.position <= :through")
                .bind("after", afterPosition)
                .bind("through", throughPosition)
                .map((row, context) -> new Brought(datanets(row.getString(7)), share(row)))
                .forEach(brought -> audit.add(brought.datanets(), brought.share()));
        return audit;
    }

    /** What the charge at a position brings; nothing where it brings nothing. Shares stand by contributor. */
    public static AuditedAnswer at(Handle handle, long position) {
        List<String> datanets = new ArrayList<>();
        handle.createQuery("SELECT datanets FROM ledger_audited_answer WHERE position = :position")
                .bind("position", position)
                .mapTo(String.class)
                .findOne()
                .ifPresent(found -> datanets.addAll(datanets(found)));
        List<AuditedShare> shares = handle.createQuery("SELECT " + SHARE
                        + " FROM ledger_audited_share s WHERE s.position = :position ORDER BY s.contributor")
                .bind("position", position)
                .map((row, context) -> share(row))
                .list();
        return new AuditedAnswer(datanets, shares);
    }

    /** What waits for each contributor by the charges after a position. */
    public static SortedMap<String, Long> waitingGwei(Handle handle, long afterPosition) {
        SortedMap<String, Long> waiting = new TreeMap<>();
        handle.createQuery("SELECT contributor, SUM(waiting_gwei) FROM ledger_audited_share"
                        + " WHERE position > :after GROUP BY contributor")
                .bind("after", afterPosition)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(sum -> waiting.put(sum.getKey(), sum.getValue()));
        return waiting;
    }

    private static List<String> datanets(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static AuditedShare share(ResultSet row) throws SQLException {
        return new AuditedShare(
                row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
    }
}
