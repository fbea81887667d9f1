package org.openledger.settlement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Account;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Journal;
import org.openledger.ledger.StatementLine;

/** Answers "why did I earn this?": every gwei of an address, by the answers that paid it and the rows they name. */
public final class Explanations {
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
        SortedSet<Account> payees = payeesOf(handle, address);
        long unsettledGwei = 0;
        for (Account payee : payees) {
            unsettledGwei += journal.balance(handle, payee);
        }
        long claimableGwei = journal.balance(handle, Account.claimable(address));
        long claimedGwei = ClaimRows.of(handle, address);
        return new AccountExplanation(
                address,
                unsettledGwei + claimableGwei + claimedGwei,
                unsettledGwei,
                claimableGwei,
                claims.dueGwei(handle, address),
                claimedGwei,
                journal.available(handle, Account.payer(address)),
                lines(handle, payees, beforePosition, limit));
    }

    /** The journal's accounts whose earnings become claimable by the address. */
    private SortedSet<Account> payeesOf(Handle handle, String address) {
        SortedSet<Account> payees = new TreeSet<>(List.of(
                Account.contributor(address),
                Account.developer(address),
                Account.base(address),
                Account.operator(address)));
        for (Account pool : journal.accounts(handle, "commons")) {
            addIfOf(address, pool, payees);
        }
        addIfOf(address, Account.TREASURY, payees);
        addIfOf(address, Account.STAKERS, payees);
        return payees;
    }

    private void addIfOf(String address, Account pool, SortedSet<Account> payees) {
        if (accounts.addressOf(pool).equals(address)) {
            payees.add(pool);
        }
    }

    private List<AccountExplanation.Line> lines(
            Handle handle, SortedSet<Account> payees, long beforePosition, int limit) {
        List<StatementLine> charges = new ArrayList<>();
        for (Account payee : payees) {
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
        Account payee = charge.account();
        boolean forRows = payee.role().equals("contributor");
        return new AccountExplanation.Line(
                charge.position(),
                charge.kind(),
                charge.reference(),
                charge.timeMillis(),
                payee.role(),
                charge.gwei(),
                EpochRows.containing(handle, charge.position())
                        .map(Epoch::number)
                        .orElse(0L),
                forRows
                        ? evidence.rows(handle, charge.kind(), charge.reference(), payee.owner(), charge.gwei())
                        : List.of());
    }
}
