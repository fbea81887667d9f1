package org.openledger.datanet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.review.ReviewAct;
import org.openledger.datanet.review.ReviewActTable;
import org.openledger.datanet.review.ReviewPolicyTable;
import org.openledger.datanet.review.SpotCheck;
import org.openledger.datanet.review.SpotCheck.Outcome;
import org.openledger.datanet.review.SpotCheckTable;
import org.openledger.datanet.row.RowTable;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Hold;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.PostedEntry;
import org.openledger.store.seal.Finding;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * Compares spot checks with the acts that the log has, with the votes, and with the journal: which rows were drawn, how each ended, and
 * that of each bond exactly the part was taken that follows from the votes.
 */
public final class BondCheck {
    private static final String RESTORE = "restore the database from a backup";

    private final Handle handle;
    private final Journal journal;
    private final List<Finding> findings = new ArrayList<>();

    private BondCheck(Handle handle, Journal journal) {
        this.handle = handle;
        this.journal = journal;
    }

    public static List<Finding> fsck(Handle handle, Journal journal) {
        BondCheck check = new BondCheck(handle, journal);
        List<SpotCheck> all = SpotCheckTable.all(handle);
        all.forEach(check::check);
        List<String> known =
                all.stream().map(each -> Charges.bondId(each.contribution())).toList();
        journal.idsOf(handle, Charges.BOND).stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> check.findings.add(
                        new Finding("ledger_entry", id, "it takes a bond that nobody staked", RESTORE)));
        ReviewActTable.all(handle).stream()
                .filter(act -> act.act() == ReviewAct.Kind.DRAW)
                .filter(act -> !known.contains(Charges.bondId(act.contribution())))
                .forEach(act -> check.report(act.contribution(), "it was begun, and is not there"));
        return check.findings;
    }

    private void check(SpotCheck check) {
        Contribution contribution = ContributionTable.require(handle, check.contribution());
        List<Long> drawn = SpotCheckTable.drawn(handle, check.contribution());
        if (!said(check, ReviewAct.Kind.DRAW, check.json(drawn))) {
            report(check.contribution(), "it is not the one that was begun, or other rows were drawn");
        }
        if (check.taken().isPresent() && !drawn.equals(drawnAgain(check, contribution))) {
            report(check.contribution(), "its seed draws other rows");
        }
        Optional<Hold> hold = new Holds(journal).find(handle, Charges.bondId(check.contribution()));
        if (hold.filter(held -> !check.isOpen()
                        || held.gwei() != check.bondGwei()
                        || !held.account().equals(LedgerAccount.payer(contribution.contributor())))
                .isPresent()) {
            report(check.contribution(), "other money is held for it than its bond");
        }
        if (!check.isOpen()) {
            ended(check, contribution);
        } else if (posted(check).isPresent()) {
            report(check.contribution(), "it is open, and a part of its bond was taken");
        }
    }

    /** The rows that the seed draws of those that were taken. */
    private List<Long> drawnAgain(SpotCheck check, Contribution contribution) {
        SortedMap<Long, String> leaves = RowTable.leavesByLine(handle, contribution.id());
        leaves.keySet().removeIf(line -> !check.wasTaken(line));
        return SpotCheck.drawn(
                check.seed(), leaves, ReviewPolicyTable.of(handle, contribution).sample());
    }

    private void ended(SpotCheck check, Contribution contribution) {
        if (!said(check, ReviewAct.Kind.CONCLUDE, check.ended())) {
            report(check.contribution(), "it did not end as was said");
        }
        SpotChecks.Tally tally = SpotChecks.Tally.of(handle, check);
        long out = tally.go().size();
        Outcome outcome = check.outcome().orElseThrow();
        boolean follows = out == check.refused()
                && (outcome == Outcome.UNCOVERED || outcome == check.outcomeOf(tally.drawn(), out));
        if (!follows) {
            report(check.contribution(), "its outcome does not follow from the votes");
        }
        long due = outcome == Outcome.FAILED ? check.takes(tally.drawn(), out) : 0;
        if (check.takenGwei() != 0 && check.takenGwei() != due) {
            report(check.contribution(), "another part of its bond was taken than follows from the votes");
        }
        Datanet datanet = Datanets.require(handle, check.datanet());
        Optional<Entry> expected = Optional.of(check)
                .filter(each -> each.takenGwei() > 0)
                .map(each -> Charges.bondEntry(
                        contribution.contributor(),
                        each.contribution(),
                        each.endedMillis().orElseThrow(),
                        SpotChecks.payments(datanet, each.takenGwei())));
        if (!posted(check).equals(expected)) {
            report(check.contribution(), "the journal does not take of its bond what it says");
        }
    }

    private Optional<Entry> posted(SpotCheck check) {
        return journal.find(handle, Charges.bondId(check.contribution())).map(PostedEntry::entry);
    }

    private boolean said(SpotCheck check, ReviewAct.Kind kind, Json words) {
        String said = new String(CanonicalJson.write(words), StandardCharsets.UTF_8);
        return ReviewActTable.of(handle, check.contribution()).stream()
                .anyMatch(act -> act.act() == kind && act.words().equals(said));
    }

    private void report(long contribution, String what) {
        findings.add(new Finding("spot_check", Long.toString(contribution), what, RESTORE));
    }
}
