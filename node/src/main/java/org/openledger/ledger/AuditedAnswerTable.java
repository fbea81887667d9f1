package org.openledger.ledger;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.AuditedAnswer.Measurement;
import org.openledger.verify.AuditedShare;
import org.openledger.verify.EpochAudit;

/** The SQL of what charged answers bring to their epoch's audit, by the place of the charge in the journal. */
public final class AuditedAnswerTable {
    private AuditedAnswerTable() {}

    private record Of(
            String datanets,
            Optional<String> payer,
            @Nullable String run,
            @Nullable String measurement,
            @Nullable Integer commonPpm) {
        AuditedAnswer answer(List<AuditedShare> shares) {
            Optional<Measurement> of = run == null || measurement == null || commonPpm == null
                    ? Optional.empty()
                    : Optional.of(new Measurement(run, measurement, commonPpm));
            return new AuditedAnswer(ids(datanets), payer, of, shares);
        }
    }

    private record Brought(@Nested Of answer, @Nested AuditedShare share) {}

    static void insert(Handle transaction, long position, AuditedAnswer answer) {
        if (answer.shares().isEmpty()) {
            return;
        }
        transaction
                .createUpdate("""
                        INSERT INTO ledger_audited_answer (position, datanets, payer, run, measurement, common_ppm)
                        VALUES (:position, :datanets, :payer, :run, :measurement, :commonPpm)""")
                .bind("position", position)
                .bind("datanets", String.join(",", answer.datanets()))
                .bind("payer", answer.payer())
                .bind("run", answer.measurement().map(Measurement::run))
                .bind("measurement", answer.measurement().map(Measurement::digest))
                .bind("commonPpm", answer.measurement().map(Measurement::commonPpm))
                .execute();
        PreparedBatch shares = transaction.prepareBatch("""
                INSERT INTO ledger_audited_share (position, contributor, paid_gwei, waiting_gwei, doubt_gwei, harm_gwei,
                    sure_harm_gwei)
                VALUES (:position, :contributor, :paidGwei, :waitingGwei, :doubtGwei, :harmGwei, :sureHarmGwei)""");
        for (AuditedShare share : answer.shares()) {
            shares.bind("position", position).bindMethods(share).add();
        }
        shares.execute();
    }

    /** The audit of the charges after one position, through another. */
    public static EpochAudit audit(Handle handle, long afterPosition, long throughPosition) {
        EpochAudit audit = new EpochAudit();
        handle.createQuery("""
                        SELECT a.datanets, a.payer, a.run, a.measurement, a.common_ppm, s.contributor, s.paid_gwei,
                            s.waiting_gwei, s.doubt_gwei, s.harm_gwei, s.sure_harm_gwei
                        FROM ledger_audited_answer a JOIN ledger_audited_share s ON s.position = a.position
                        WHERE a.position > :after AND a.position <= :through""")
                .bind("after", afterPosition)
                .bind("through", throughPosition)
                .mapTo(Brought.class)
                .forEach(brought -> audit.add(brought.answer.answer(List.of(brought.share))));
        return audit;
    }

    /** What the charge at a position brings; nothing where it brings nothing. Shares stand by contributor. */
    public static AuditedAnswer at(Handle handle, long position) {
        List<AuditedShare> shares = handle.createQuery("""
                        SELECT contributor, paid_gwei, waiting_gwei, doubt_gwei, harm_gwei, sure_harm_gwei
                        FROM ledger_audited_share WHERE position = :position ORDER BY contributor""")
                .bind("position", position)
                .mapTo(AuditedShare.class)
                .list();
        return handle.createQuery("""
                        SELECT datanets, payer, run, measurement, common_ppm FROM ledger_audited_answer
                        WHERE position = :position""")
                .bind("position", position)
                .mapTo(Of.class)
                .findOne()
                .map(of -> of.answer(shares))
                .orElse(new AuditedAnswer(List.of(), shares));
    }

    /** What waits for each contributor by the charges after a position. */
    public static SortedMap<String, Long> waitingGwei(Handle handle, long afterPosition) {
        record Waiting(String contributor, long gwei) {}
        return handle.createQuery("""
                        SELECT contributor, SUM(waiting_gwei) AS gwei FROM ledger_audited_share
                        WHERE position > :after GROUP BY contributor""").bind("after", afterPosition).mapTo(Waiting.class).stream()
                .collect(Collectors.toMap(Waiting::contributor, Waiting::gwei, Math::addExact, TreeMap::new));
    }

    private static List<String> ids(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
