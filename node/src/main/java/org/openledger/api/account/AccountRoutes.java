package org.openledger.api.account;

import java.util.List;
import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.Access;
import org.openledger.api.http.Handlers;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.account.AccountLine;
import org.openledger.client.account.AuditEntry;
import org.openledger.client.account.IssuedKey;
import org.openledger.client.account.StatementEntry;
import org.openledger.client.datanet.RowView;
import org.openledger.datanet.Contributions;
import org.openledger.factory.Runs;
import org.openledger.identity.Account;
import org.openledger.identity.Accounts;
import org.openledger.identity.Address;
import org.openledger.identity.ApiKeys;
import org.openledger.ledger.Charges;
import org.openledger.receipt.Receipts;
import org.openledger.settlement.AccountExplanation;
import org.openledger.settlement.Explanations;
import org.openledger.store.Database;
import org.openledger.verify.Receipt;

/** Accounts, keys and deposits, and why an account earned what it earned. */
public final class AccountRoutes implements Handlers.Noun {
    private static final int LINES = 500;

    private final Accounts accounts;
    private final ApiKeys keys;
    private final Explanations explanations;
    private final Receipts receipts;
    private final Runs runs;
    private final Contributions contributions;
    private final Deposits deposits;
    private final Database database;
    private final DatanetViews views;

    /** Brings money of the operator into the escrow for a payer, and waits until it can be spent. */
    @FunctionalInterface
    public interface Deposits {
        void deposit(String payer, long gwei);
    }

    public AccountRoutes(
            Accounts accounts,
            ApiKeys keys,
            Explanations explanations,
            Receipts receipts,
            Runs runs,
            Contributions contributions,
            Deposits deposits,
            Database database,
            DatanetViews views) {
        this.accounts = accounts;
        this.keys = keys;
        this.explanations = explanations;
        this.receipts = receipts;
        this.runs = runs;
        this.contributions = contributions;
        this.deposits = deposits;
        this.database = database;
        this.views = views;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(
                AccountEndpoints.LIST,
                call -> accounts.list().stream().map(AccountRoutes::line).toList());
        handlers.answer(
                AccountEndpoints.CREATE,
                call -> line(accounts.create(call.body().name())));
        handlers.answer(AccountEndpoints.SHOW, call -> detail(Address.parse(call.text("address")), call.caller()));
        handlers.answer(AccountEndpoints.KEY, call -> {
            String payer = Address.parse(call.body().payer());
            call.caller().requireFor(payer);
            return new IssuedKey(keys.issue(payer, call.body().label()));
        });
        handlers.answer(AccountEndpoints.DEPOSIT, call -> {
            String payer = Address.parse(call.body().payer());
            deposits.deposit(payer, call.body().gwei());
            return detail(payer, call.caller());
        });
    }

    private AccountDetail detail(String address, Access.Caller caller) {
        AccountExplanation found =
                database.read(handle -> explanations.explain(handle, address, Long.MAX_VALUE, LINES));
        return new AccountDetail(
                address,
                accounts.find(address).map(Account::name),
                found.earnedGwei(),
                found.claimableGwei() + found.claimedGwei(),
                found.claimableGwei(),
                found.dueGwei(),
                found.claimedGwei(),
                found.waitingGwei(),
                found.spendableGwei(),
                found.lines().stream().map(line -> line(line, address, caller)).toList(),
                found.audits().stream()
                        .map(each -> new AuditEntry(
                                each.epoch(), each.timeMillis(), each.role().word(), each.gwei(), each.says()))
                        .toList(),
                contributions.ofContributor(address).stream()
                        .map(views::contribution)
                        .toList());
    }

    private StatementEntry line(AccountExplanation.Line line, String address, Access.Caller caller) {
        if (line.kind().equals(Charges.REWARD)) {
            return ofReward(line);
        }
        Inference inference = receipts.require(line.reference());
        Optional<Integer> ppm = line.role().isForRows()
                ? inference.signed().map(Receipts::receipt).flatMap(receipt -> ppm(receipt, address))
                : Optional.empty();
        return new StatementEntry(
                Optional.of(line.reference()),
                Optional.empty(),
                line.timeMillis(),
                inference.model(),
                caller.reads(inference.payer()) ? Optional.of(inference.question()) : Optional.empty(),
                line.role().word(),
                ppm,
                line.gwei(),
                line.epoch(),
                rows(line));
    }

    private StatementEntry ofReward(AccountExplanation.Line line) {
        return new StatementEntry(
                Optional.empty(),
                Optional.of(line.reference()),
                line.timeMillis(),
                runs.require(line.reference()).request().name(),
                Optional.empty(),
                line.role().word(),
                Optional.empty(),
                line.gwei(),
                line.epoch(),
                rows(line));
    }

    private List<RowView> rows(AccountExplanation.Line line) {
        return line.rows().stream()
                .flatMap(row -> views.row(row.leaf(), Optional.of(row.gwei())).stream())
                .toList();
    }

    private static Optional<Integer> ppm(Receipt receipt, String address) {
        return receipt.attribution().shares().stream()
                .filter(share -> share.contributor().equals(address))
                .map(Receipt.Share::ppm)
                .findFirst();
    }

    private static AccountLine line(Account account) {
        return new AccountLine(account.address(), account.name());
    }
}
