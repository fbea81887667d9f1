package org.openledger.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.verify.EpochAudit;
import org.openledger.verify.OpenAmount;

/** Answers "why did I earn this?": every gwei of an address, by the answers that paid it and the rows they name. */
public final class Explanations {
    private static final String OF_EPOCH = "epoch/";

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

    /** What an address earned, and where it is. */
    public AccountExplanation explain(Handle handle, String address) {
        long unsettledGwei = 0;
        for (LedgerAccount payee : payeesOf(handle, address)) {
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
                journal.available(handle, LedgerAccount.payer(address)));
    }

    /** The lines that explain it, the newest first unless the request says otherwise. */
    public ListPage<AccountExplanation.Line> statement(Handle handle, String address, ListRequest request) {
        List<LedgerAccount> payees = new ArrayList<>(payeesOf(handle, address));
        payees.add(LedgerAccount.waiting(address));
        return StatementLists.STATEMENT
                .page(handle, request, Map.of("payees", payees, "kinds", Charges.KINDS))
                .map(place -> explain(handle, posted(handle, place)));
    }

    /** What audits decided about the address as a contributor, and what they gave to pools that it stands for. */
    public ListPage<AccountExplanation.Audit> audits(Handle handle, String address, ListRequest request) {
        List<LedgerAccount> pools =
                payeesOf(handle, address).stream().filter(EpochAccounts::isPool).toList();
        return StatementLists.AUDITS
                .page(handle, request, Map.of("address", address, "pools", pools, "kind", EpochPlan.AUDIT))
                .map(id -> id.startsWith(OF_EPOCH)
                        ? ofContributor(handle, Long.parseLong(id.substring(OF_EPOCH.length())), address)
                        : ofPool(posted(handle, id)));
    }

    private static AccountExplanation.Audit ofContributor(Handle handle, long number, String address) {
        EpochAudit.Outcome outcome =
                EpochAuditTable.find(handle, number, address).orElseThrow();
        return new AccountExplanation.Audit(
                number,
                EpochTable.find(handle, number).orElseThrow().closedMillis(),
                LedgerAccount.Role.CONTRIBUTOR,
                outcome.changeGwei(),
                sentence(outcome));
    }

    private static AccountExplanation.Audit ofPool(StatementLine line) {
        return new AccountExplanation.Audit(
                Long.parseLong(line.reference()),
                line.timeMillis(),
                line.account().role(),
                line.gwei(),
                "What the epoch's audit did not release went back to " + line.account() + ".");
    }

    /** @param place an entry's position, and the posting's line in it */
    private StatementLine posted(Handle handle, String place) {
        int slash = place.indexOf('/');
        return journal.line(
                        handle, Long.parseLong(place.substring(0, slash)), Integer.parseInt(place.substring(slash + 1)))
                .orElseThrow();
    }

    /** The journal's accounts whose earnings become claimable by the address. */
    private SortedSet<LedgerAccount> payeesOf(Handle handle, String address) {
        SortedSet<LedgerAccount> payees = new TreeSet<>(List.of(
                LedgerAccount.contributor(address),
                LedgerAccount.developer(address),
                LedgerAccount.royalty(address),
                LedgerAccount.base(address),
                LedgerAccount.operator(address)));
        for (LedgerAccount pool : journal.accounts(handle, LedgerAccount.Role.COMMONS)) {
            addIfOf(handle, address, pool, payees);
        }
        addIfOf(handle, address, LedgerAccount.TREASURY, payees);
        addIfOf(handle, address, LedgerAccount.STAKERS, payees);
        return payees;
    }

    /** What became of what waited, and why. */
    private static String sentence(EpochAudit.Outcome outcome) {
        StringBuilder says = new StringBuilder("Of " + OpenAmount.of(outcome.waitingGwei()) + " that waited, "
                + OpenAmount.of(outcome.releasedGwei()) + " were released");
        if (outcome.returnedGwei() > 0) {
            says.append("; ")
                    .append(OpenAmount.of(outcome.returnedGwei()))
                    .append(" went back to the commons, as they may be chance even over all answers of the epoch");
        }
        if (outcome.nettedGwei() > 0) {
            says.append("; ")
                    .append(OpenAmount.of(outcome.nettedGwei()))
                    .append(" went to the commons for answers that were made worse");
        }
        if (outcome.nettedOfPaidGwei() > 0) {
            says.append(", ")
                    .append(OpenAmount.of(outcome.nettedOfPaidGwei()))
                    .append(" of them out of what had been paid");
        }
        return says.append('.').toString();
    }

    private void addIfOf(Handle handle, String address, LedgerAccount pool, SortedSet<LedgerAccount> payees) {
        if (accounts.find(handle, pool).filter(address::equals).isPresent()) {
            payees.add(pool);
        }
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
