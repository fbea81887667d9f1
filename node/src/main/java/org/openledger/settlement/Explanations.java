package org.openledger.settlement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.StatementLine;
import org.openledger.settlement.claim.ClaimTable;
import org.openledger.settlement.claim.Claims;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.settlement.epoch.EpochAuditTable;
import org.openledger.settlement.epoch.EpochPlan;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.verify.EpochAudit;

/** Answers "why did I earn this?": every gwei of an address, by the answers that paid it and the rows they name. */
public final class Explanations {
    private static final int MAX_AUDITS = 500;

    private final Journal journal;
    private final EpochAccounts accounts;
    private final Claims claims;
    private final RowEvidence evidence;

    public Explanations(Journal journal, EpochAccounts accounts, Claims claims, RowEvidence evidence) {
        this.journal = journal;
        this.accounts = accounts;
        this.claims = claims;
        this.evidence = evidence;
    }

    /**
     * Explains an address.
     *
     * @param beforePosition lines of charges before this place in the journal; {@link Long#MAX_VALUE} for the newest
     * @param limit of the lines, at most {@link Journal#MAX_STATEMENT_LINES}
     */
    public AccountExplanation explain(Handle handle, String address, long beforePosition, int limit) {
        SortedSet<LedgerAccount> payees = payeesOf(handle, address);
        long unsettledGwei = 0;
        for (LedgerAccount payee : payees) {
            unsettledGwei += journal.balance(handle, payee);
        }
        long claimableGwei = journal.balance(handle, LedgerAccount.claimable(address));
        long claimedGwei = ClaimTable.of(handle, address);
        return new AccountExplanation(
                address,
                unsettledGwei + claimableGwei + claimedGwei,
                unsettledGwei,
                claimableGwei,
                claims.dueGwei(handle, address),
                claimedGwei,
                journal.balance(handle, LedgerAccount.waiting(address)),
                journal.available(handle, LedgerAccount.payer(address)),
                lines(handle, withWaiting(payees, address), beforePosition, limit),
                audits(handle, address, payees));
    }

    /** The journal's accounts whose earnings become claimable by the address. */
    private SortedSet<LedgerAccount> payeesOf(Handle handle, String address) {
        SortedSet<LedgerAccount> payees = new TreeSet<>(List.of(
                LedgerAccount.contributor(address),
                LedgerAccount.developer(address),
                LedgerAccount.base(address),
                LedgerAccount.operator(address)));
        for (LedgerAccount pool : journal.accounts(handle, LedgerAccount.Role.COMMONS)) {
            addIfOf(address, pool, payees);
        }
        addIfOf(address, LedgerAccount.TREASURY, payees);
        addIfOf(address, LedgerAccount.STAKERS, payees);
        return payees;
    }

    private static SortedSet<LedgerAccount> withWaiting(SortedSet<LedgerAccount> payees, String address) {
        SortedSet<LedgerAccount> accounts = new TreeSet<>(payees);
        accounts.add(LedgerAccount.waiting(address));
        return accounts;
    }

    /** What audits decided about the address as a contributor, and what they gave to pools that it stands for. */
    private List<AccountExplanation.Audit> audits(Handle handle, String address, SortedSet<LedgerAccount> payees) {
        List<AccountExplanation.Audit> audits = new ArrayList<>();
        for (EpochAuditTable.OfEpoch row : EpochAuditTable.ofContributor(handle, address, MAX_AUDITS)) {
            audits.add(new AccountExplanation.Audit(
                    row.epoch(),
                    row.closedMillis(),
                    LedgerAccount.Role.CONTRIBUTOR,
                    row.outcome().changeGwei(),
                    sentence(row.outcome())));
        }
        for (LedgerAccount pool : payees) {
            if (EpochAccounts.isPool(pool)) {
                journal.statement(handle, pool, EpochPlan.AUDIT, Long.MAX_VALUE, MAX_AUDITS)
                        .forEach(line -> audits.add(new AccountExplanation.Audit(
                                Long.parseLong(line.reference()),
                                line.timeMillis(),
                                pool.role(),
                                line.gwei(),
                                "What the epoch's audit did not release went back to " + pool + ".")));
            }
        }
        audits.sort(Comparator.comparingLong(AccountExplanation.Audit::epoch).reversed());
        return audits;
    }

    /** What became of what waited, and why. */
    private static String sentence(EpochAudit.Outcome outcome) {
        StringBuilder says = new StringBuilder("Of " + count(outcome.waitingGwei()) + " gwei that waited, "
                + count(outcome.releasedGwei()) + " were released");
        if (outcome.returnedGwei() > 0) {
            says.append("; ")
                    .append(count(outcome.returnedGwei()))
                    .append(" went back to the commons, as they may be chance even over all answers of the epoch");
        }
        if (outcome.nettedGwei() > 0) {
            says.append("; ")
                    .append(count(outcome.nettedGwei()))
                    .append(" went to the commons for answers that were made worse");
        }
        if (outcome.nettedOfPaidGwei() > 0) {
            says.append(", ").append(count(outcome.nettedOfPaidGwei())).append(" of them out of what had been paid");
        }
        return says.append('.').toString();
    }

    private static String count(long gwei) {
        return String.format(Locale.ROOT, "%,d", gwei);
    }

    private void addIfOf(String address, LedgerAccount pool, SortedSet<LedgerAccount> payees) {
        if (accounts.addressOf(pool).equals(address)) {
            payees.add(pool);
        }
    }

    private List<AccountExplanation.Line> lines(
            Handle handle, SortedSet<LedgerAccount> payees, long beforePosition, int limit) {
        List<StatementLine> charges = new ArrayList<>();
        for (LedgerAccount payee : payees) {
            for (String kind : Charges.KINDS) {
                charges.addAll(journal.statement(handle, payee, kind, beforePosition, limit));
            }
        }
        charges.sort(
                Comparator.comparingLong(StatementLine::position).reversed().thenComparing(StatementLine::account));
        return charges.stream()
                .limit(limit)
                .map(charge -> explain(handle, charge))
                .toList();
    }

    private AccountExplanation.Line explain(Handle handle, StatementLine charge) {
        LedgerAccount payee = charge.account();
        return new AccountExplanation.Line(
                charge.position(),
                charge.kind(),
                charge.reference(),
                charge.timeMillis(),
                payee.role(),
                charge.gwei(),
                EpochTable.containing(handle, charge.position())
                        .map(Epoch::number)
                        .orElse(0L),
                payee.role().isForRows()
                        ? evidence.rows(handle, charge.kind(), charge.reference(), payee.owner(), charge.gwei())
                        : List.of());
    }
}
