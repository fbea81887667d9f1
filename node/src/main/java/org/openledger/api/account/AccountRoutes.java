package org.openledger.api.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openledger.answer.Inference;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.account.AccountLine;
import org.openledger.client.account.AccountList;
import org.openledger.client.account.AuditEntries;
import org.openledger.client.account.AuditEntriesQuery;
import org.openledger.client.account.AuditEntry;
import org.openledger.client.account.Reputation;
import org.openledger.client.account.ReputationFact;
import org.openledger.client.account.StatementEntries;
import org.openledger.client.account.StatementEntry;
import org.openledger.client.account.StatementQuery;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.row.RowView;
import org.openledger.identity.Account;
import org.openledger.identity.Address;
import org.openledger.identity.Reader;
import org.openledger.ledger.Charges;
import org.openledger.receipt.Receipts;
import org.openledger.reputation.Fact;
import org.openledger.reputation.Reputations;
import org.openledger.settlement.AccountExplanation;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.verify.Receipt;

/** Accounts, keys and deposits, and why an account earned what it earned. */
public final class AccountRoutes implements Handlers.Noun {
    private final AccountParts parts;
    private final SettlementParts settlement;
    private final Database database;
    private final DatanetViews views;
    private final Reputations reputations;

    public AccountRoutes(AccountParts parts, SettlementParts settlement, Database database, DatanetViews views) {
        this.parts = parts;
        this.settlement = settlement;
        this.database = database;
        this.views = views;
        this.reputations = new Reputations(views::reviews);
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(AccountEndpoints.LIST, call -> {
            ListPage<AccountLine> page =
                    parts.lists().accounts(ListQuery.of(call.query())).map(AccountRoutes::line);
            return new AccountList(page.list(), page.total());
        });
        handlers.answer(
                AccountEndpoints.CREATE,
                call -> line(parts.accounts().create(call.body().name())));
        handlers.answer(AccountEndpoints.SHOW, call -> detail(Address.parse(call.text("address"))));
        handlers.answer(AccountEndpoints.STATEMENT, this::statement);
        handlers.answer(AccountEndpoints.AUDITS, this::audits);
        handlers.answer(AccountEndpoints.REPUTATION, this::reputation);
        handlers.answer(AccountEndpoints.DEPOSIT, call -> {
            String payer = Address.parse(call.body().payer());
            settlement
                    .deposits()
                    .deposit(
                            call.once().orElseGet(() -> UUID.randomUUID().toString()),
                            payer,
                            call.body().gwei());
            return detail(payer);
        });
    }

    private AccountDetail detail(String address) {
        AccountExplanation found =
                database.read(handle -> settlement.explanations().explain(handle, address));
        return new AccountDetail(
                address,
                parts.accounts().find(address).map(Account::name),
                found.earnedGwei(),
                found.claimableGwei() + found.claimedGwei(),
                found.claimableGwei(),
                found.dueGwei(),
                found.claimedGwei(),
                found.waitingGwei(),
                found.spendableGwei());
    }

    private StatementEntries statement(Call<StatementQuery, NoBody> call) {
        String address = Address.parse(call.text("address"));
        ListRequest request = ListQuery.of(call.query());
        ListPage<StatementEntry> page = database.read(
                        handle -> settlement.explanations().statement(handle, address, request))
                .map(line -> line(line, address, call.caller().reader()));
        return new StatementEntries(page.list(), page.total());
    }

    private AuditEntries audits(Call<AuditEntriesQuery, NoBody> call) {
        String address = Address.parse(call.text("address"));
        ListRequest request = ListQuery.of(call.query());
        ListPage<AuditEntry> page = database.read(
                        handle -> settlement.explanations().audits(handle, address, request))
                .map(each -> new AuditEntry(
                        each.epoch(), each.timeMillis(), each.role().word(), each.gwei(), each.says()));
        return new AuditEntries(page.list(), page.total());
    }

    private Reputation reputation(Call<NoQuery, NoBody> call) {
        String address = Address.parse(call.text("address"));
        List<Fact> facts = database.read(
                handle -> reputations.of(handle, address, call.caller().reader()));
        return new Reputation(
                address,
                parts.accounts().find(address).map(Account::name),
                facts.stream()
                        .map(fact -> new ReputationFact(
                                fact.kind().role().word(),
                                fact.kind().word(),
                                fact.datanet(),
                                fact.count(),
                                fact.of(),
                                fact.says(),
                                fact.evidence()))
                        .toList());
    }

    private StatementEntry line(AccountExplanation.Line line, String address, Reader reader) {
        if (line.kind().equals(Charges.REWARD)) {
            return ofReward(line);
        }
        if (line.kind().equals(Charges.BOND)) {
            return ofBond(line);
        }
        if (line.kind().equals(Charges.BUILDING)) {
            return ofBuilding(line);
        }
        boolean decided = line.kind().equals(Charges.DECISION);
        String receiptId = decided ? Charges.receiptOf(line.reference()) : line.reference();
        Inference inference = settlement.receipts().require(receiptId);
        Optional<Integer> ppm = line.role().isForRows()
                ? inference.signed().map(Receipts::receipt).flatMap(receipt -> ppm(receipt, address))
                : Optional.empty();
        return new StatementEntry(
                Optional.of(receiptId),
                Optional.empty(),
                decided ? Optional.of(Charges.actionOf(line.reference())) : Optional.empty(),
                line.timeMillis(),
                inference.model(),
                reader.reads(inference.payer()) ? Optional.of(inference.question()) : Optional.empty(),
                line.role().word(),
                ppm,
                line.gwei(),
                line.epoch(),
                reader.is(address) || reader.reads(inference.payer()) ? rows(line) : List.of());
    }

    private StatementEntry ofReward(AccountExplanation.Line line) {
        return new StatementEntry(
                Optional.empty(),
                Optional.of(line.reference()),
                Optional.empty(),
                line.timeMillis(),
                settlement.runs().require(line.reference()).request().name(),
                Optional.empty(),
                line.role().word(),
                Optional.empty(),
                line.gwei(),
                line.epoch(),
                rows(line));
    }

    private StatementEntry ofBuilding(AccountExplanation.Line line) {
        return new StatementEntry(
                Optional.empty(),
                Optional.of(line.reference()),
                Optional.empty(),
                line.timeMillis(),
                "building fee of "
                        + settlement.runs().require(line.reference()).request().name(),
                Optional.empty(),
                line.role().word(),
                Optional.empty(),
                line.gwei(),
                line.epoch(),
                List.of());
    }

    private static StatementEntry ofBond(AccountExplanation.Line line) {
        return new StatementEntry(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                line.timeMillis(),
                "bond of contribution " + line.reference(),
                Optional.empty(),
                line.role().word(),
                Optional.empty(),
                line.gwei(),
                line.epoch(),
                List.of());
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
