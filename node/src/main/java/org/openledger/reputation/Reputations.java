package org.openledger.reputation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.review.VoteTable;
import org.openledger.datanet.row.Reason;
import org.openledger.identity.Reader;
import org.openledger.verify.OpenAmount;

/**
 * Counts the facts about an account. What everybody may read is counted for everybody: contributions that were signed, what became of
 * them, audits of epochs. How somebody voted is counted for themselves and for who reviews the Datanet with them.
 */
public final class Reputations {
    /** What screening says of a line that is, in the main, an earlier row. */
    private static final List<String> REPEATS = Stream.of(
                    Reason.EXACT_DUPLICATE, Reason.NEAR_DUPLICATE, Reason.CONTAINED, Reason.ELSEWHERE)
            .map(Reason::word)
            .toList();

    private final Reviewing reviewing;

    /** Whether a reader may see how a Datanet's reviewers vote. */
    @FunctionalInterface
    public interface Reviewing {
        boolean reviews(long datanet, Reader reader);
    }

    public Reputations(Reviewing reviewing) {
        this.reviewing = reviewing;
    }

    /** The facts about an account, by Datanet, and in the order of their kinds; a fact that counts nothing is left out. */
    public List<Fact> of(Handle handle, String address, Reader reader) {
        List<Fact> facts = new ArrayList<>();
        given(handle, address).forEach(given -> given.facts(handle, address, facts));
        learnt(handle, address, facts);
        audited(handle, address, facts);
        voted(handle, address, reader, facts);
        facts.removeIf(fact -> fact.of() == 0 || (fact.count() == 0 && isBlame(fact.kind())));
        return facts;
    }

    /** Whether a fact is against somebody: then none of them is nothing to be said. */
    private static boolean isBlame(Fact.Kind kind) {
        return switch (kind) {
            case REFUSED, REPEATED, WITHDRAWN, TAKEN_DOWN, HARMED, NETTED -> true;
            case ACCEPTED, HELPED, RELEASED, AGREED, GOLD -> false;
        };
    }

    /** What somebody gave to a Datanet: rows by what became of them, and lines. */
    public record Given(long datanet, long lines, long signed, long accepted, long refused, long repeated) {
        private void facts(Handle handle, String address, List<Fact> facts) {
            long takenBack = withdrawn(handle, address, datanet, "IS NULL");
            long takenDown = withdrawn(handle, address, datanet, "IS NOT NULL");
            long decided = accepted + refused;
            String contributions = "/api/datanets/" + datanet + "/contributions?contributor=" + address;
            add(
                    facts,
                    Fact.Kind.ACCEPTED,
                    accepted,
                    decided,
                    contributions,
                    "of " + decided + " rows that were decided were accepted");
            add(
                    facts,
                    Fact.Kind.REFUSED,
                    refused,
                    decided,
                    contributions,
                    "of " + decided + " rows that were decided were refused" + reasons(handle, address, datanet));
            add(
                    facts,
                    Fact.Kind.REPEATED,
                    repeated,
                    lines,
                    contributions,
                    "of " + lines + " lines repeat a row of somebody else");
            String withdrawals = "/api/datanets/" + datanet + "/withdrawals";
            add(
                    facts,
                    Fact.Kind.WITHDRAWN,
                    takenBack,
                    signed,
                    withdrawals,
                    "of " + signed + " rows were taken back by who gave them");
            add(
                    facts,
                    Fact.Kind.TAKEN_DOWN,
                    takenDown,
                    signed,
                    "/api/datanets/" + datanet + "/takedowns",
                    "of " + signed + " rows were taken out after a notice of somebody else");
        }

        private void add(List<Fact> facts, Fact.Kind kind, long count, long of, String evidence, String says) {
            facts.add(new Fact(kind, Optional.of(datanet), count, of, count + " " + says + ".", evidence));
        }
    }

    private static List<Given> given(Handle handle, String address) {
        return handle.createQuery("""
                        SELECT c.datanet, sum(c.row_count + c.rejected_count) AS lines, sum(c.row_count) AS signed,
                            sum((SELECT count(*) FROM datanet_row r WHERE r.contribution = c.id AND r.state = 'ACCEPTED'))
                                AS accepted,
                            sum((SELECT count(*) FROM datanet_row r WHERE r.contribution = c.id AND r.state = 'REJECTED'))
                                AS refused,
                            sum((SELECT count(*) FROM rejected_line x JOIN datanet_row l ON l.leaf = unhex(x.leader)
                                JOIN contribution lc ON lc.id = l.contribution
                                WHERE x.contribution = c.id AND lc.contributor <> c.contributor
                                  AND x.reason IN (<repeats>))
                              + (SELECT count(*) FROM datanet_row r JOIN datanet_row l ON l.leaf = unhex(r.leader)
                                JOIN contribution lc ON lc.id = l.contribution
                                WHERE r.contribution = c.id AND lc.contributor <> c.contributor
                                  AND r.reason IN (<repeats>))) AS repeated
                        FROM contribution c WHERE c.contributor = :address AND c.commit_position IS NOT NULL
                        GROUP BY c.datanet ORDER BY c.datanet""")
                .bindList("repeats", REPEATS)
                .bind("address", address)
                .mapTo(Given.class)
                .list();
    }

    private static long withdrawn(Handle handle, String address, long datanet, String takedown) {
        return handle.createQuery("""
                        SELECT coalesce(sum(row_count), 0) FROM withdrawal
                        WHERE datanet = :datanet AND contributor = :address AND takedown\s""" + takedown)
                .bind("datanet", datanet)
                .bind("address", address)
                .mapTo(Long.class)
                .one();
    }

    /** Why rows were refused, the commonest reason first. */
    private static String reasons(Handle handle, String address, long datanet) {
        record Cause(String reason, long rows) {}
        List<Cause> reasons = handle.createQuery("""
                        SELECT coalesce(r.reason, 'by review') AS reason, count(*) AS row_count
                        FROM datanet_row r JOIN contribution c ON c.id = r.contribution
                        WHERE c.contributor = :address AND c.datanet = :datanet AND r.state = 'REJECTED'
                          AND c.commit_position IS NOT NULL
                        GROUP BY coalesce(r.reason, 'by review') ORDER BY 2 DESC, 1""")
                .bind("address", address)
                .bind("datanet", datanet)
                .map((row, _) -> new Cause(row.getString("reason"), row.getLong("row_count")))
                .list();
        return reasons.isEmpty()
                ? ""
                : reasons.stream()
                        .map(each -> each.reason() + " " + each.rows())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static void learnt(Handle handle, String address, List<Fact> facts) {
        record Runs(long runs, long helped, long harmed) {}
        Runs runs = handle.createQuery("""
                        SELECT count(*) AS runs, coalesce(sum(CASE WHEN low > 0 THEN 1 ELSE 0 END), 0) AS helped,
                            coalesce(sum(CASE WHEN high < 0 THEN 1 ELSE 0 END), 0) AS harmed
                        FROM contributor_value WHERE contributor = :address""")
                .bind("address", address)
                .mapTo(Runs.class)
                .one();
        String learnt = " of " + runs.runs() + " runs that learnt these rows are surely ";
        facts.add(new Fact(
                Fact.Kind.HELPED,
                Optional.empty(),
                runs.helped(),
                runs.runs(),
                runs.helped() + learnt + "better for them, on rows held out.",
                "/api/runs"));
        facts.add(new Fact(
                Fact.Kind.HARMED,
                Optional.empty(),
                runs.harmed(),
                runs.runs(),
                runs.harmed() + learnt + "worse for them, on rows held out.",
                "/api/runs"));
    }

    private static void audited(Handle handle, String address, List<Fact> facts) {
        record Audits(long epochs, long paid, long waited, long returned, long netted, long released) {}
        Audits audits = handle.createQuery("""
                        SELECT count(*) AS epochs, coalesce(sum(paid_gwei), 0) AS paid,
                            coalesce(sum(waiting_gwei), 0) AS waited, coalesce(sum(returned_gwei), 0) AS returned,
                            coalesce(sum(netted_gwei), 0) AS netted,
                            coalesce(sum(CASE WHEN waiting_gwei > returned_gwei + netted_gwei
                                THEN waiting_gwei - returned_gwei - netted_gwei ELSE 0 END), 0) AS released
                        FROM settlement_audit WHERE contributor = :address""")
                .bind("address", address)
                .mapTo(Audits.class)
                .one();
        String epochs = audits.epochs() + (audits.epochs() == 1 ? " epoch" : " epochs");
        String evidence = "/api/accounts/" + address + "/audits";
        facts.add(new Fact(
                Fact.Kind.RELEASED,
                Optional.empty(),
                audits.released(),
                audits.waited(),
                "Audits of %s released %s of %s that waited."
                        .formatted(epochs, OpenAmount.of(audits.released()), OpenAmount.of(audits.waited())),
                evidence));
        facts.add(new Fact(
                Fact.Kind.NETTED,
                Optional.empty(),
                audits.netted(),
                audits.paid() + audits.waited(),
                "Audits of %s took %s of %s for answers that were made worse."
                        .formatted(
                                epochs, OpenAmount.of(audits.netted()), OpenAmount.of(audits.paid() + audits.waited())),
                evidence));
    }

    private void voted(Handle handle, String address, Reader reader, List<Fact> facts) {
        for (long datanet : VoteTable.datanetsOf(handle, address)) {
            if (!reader.is(address) && !reviewing.reviews(datanet, reader)) {
                continue;
            }
            for (VoteTable.VotingRecord votes : VoteTable.records(handle, datanet)) {
                if (votes.reviewer().equals(address)) {
                    String evidence = "/api/datanets/" + datanet + "/agreement";
                    facts.add(new Fact(
                            Fact.Kind.AGREED,
                            Optional.of(datanet),
                            votes.asDecided(),
                            votes.votes(),
                            votes.asDecided() + " of " + votes.votes() + " votes were as the row was decided.",
                            evidence));
                    facts.add(new Fact(
                            Fact.Kind.GOLD,
                            Optional.of(datanet),
                            votes.goldRight(),
                            votes.gold(),
                            votes.goldRight() + " of " + votes.gold()
                                    + " votes on rows whose right answer was known were right.",
                            evidence));
                }
            }
        }
    }
}
