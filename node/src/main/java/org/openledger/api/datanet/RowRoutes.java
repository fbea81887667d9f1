package org.openledger.api.datanet;

import java.util.Optional;
import java.util.Set;
import org.openledger.answer.RowUse;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.client.call.NoBody;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.row.CreditQuery;
import org.openledger.client.row.CreditedRowLine;
import org.openledger.client.row.DatanetCredit;
import org.openledger.client.row.RowList;
import org.openledger.client.row.RowUseLine;
import org.openledger.client.row.RowUses;
import org.openledger.client.row.RowUsesQuery;
import org.openledger.client.row.RowView;
import org.openledger.client.row.RowsQuery;
import org.openledger.datanet.record.Datanet;
import org.openledger.identity.Reader;
import org.openledger.receipt.RowCredit;
import org.openledger.receipt.RowCreditLists;
import org.openledger.receipt.RowCredits;
import org.openledger.store.ListPage;
import org.openledger.store.Listing;

/** Rows, and what receipts say of them. */
public final class RowRoutes implements Handlers.Noun {
    private final DatanetParts parts;
    private final DatanetViews views;

    public RowRoutes(DatanetParts parts, DatanetViews views) {
        this.parts = parts;
        this.views = views;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(DatanetEndpoints.ROWS, this::rows);
        handlers.answer(DatanetEndpoints.CREDIT, this::credit);
        handlers.answer(
                DatanetEndpoints.ROW,
                call -> row(call.text("leaf"), call.caller().reader()));
        handlers.answer(DatanetEndpoints.USES, this::uses);
    }

    /** The rows of the latest version. */
    private RowList rows(Call<RowsQuery, NoBody> call) {
        Datanet datanet = parts.datanets().require(call.number("id"));
        ListPage<RowView> page = parts.lists()
                .rows(datanet.id(), views.latestVersion(datanet), ListQuery.of(call.query()))
                .map(row -> views.row(row, datanet));
        return new RowList(page.list(), page.total());
    }

    private DatanetCredit credit(Call<CreditQuery, NoBody> call) {
        long id = parts.datanets().require(call.number("id")).id();
        RowCredits.Reach reach = parts.credits().reach(id);
        ListPage<CreditedRowLine> page = parts.creditLists()
                .rows(
                        listing(call.query().order()),
                        id,
                        call.caller().reader(),
                        ListQuery.of(call.query(), Set.of("order")))
                .map(this::credited);
        return new DatanetCredit(reach.receipts(), reach.rows(), page.list(), page.total());
    }

    private static Listing listing(String order) {
        return switch (order) {
            case "earned" -> RowCreditLists.EARNED;
            case "repeated" -> RowCreditLists.REPEATED;
            case "lowered" -> RowCreditLists.LOWERED;
            default -> throw new IllegalStateException("the query let the order '" + order + "' through");
        };
    }

    private CreditedRowLine credited(RowCredit credit) {
        return new CreditedRowLine(
                credit.leaf(),
                credit.answers(),
                credit.earnedGwei(),
                credit.waitingGwei(),
                credit.loweredAnswers(),
                credit.loweredSurely(),
                credit.loweredMicronats(),
                credit.quotedAnswers(),
                credit.places(),
                credit.copies(),
                views.row(credit.leaf(), Optional.empty()));
    }

    private RowView row(String leaf, Reader reader) {
        return views.row(leaf, reader).orElseThrow(() -> ApiException.notFound("There is no row " + leaf + "."));
    }

    private RowUses uses(Call<RowUsesQuery, NoBody> call) {
        Reader reader = call.caller().reader();
        ListPage<RowUseLine> page = parts.receipts()
                .uses(row(call.text("leaf"), reader).leaf(), reader, ListQuery.of(call.query()))
                .map(RowRoutes::line);
        return new RowUses(page.list(), page.total());
    }

    private static RowUseLine line(RowUse use) {
        return new RowUseLine(
                use.receipt(),
                use.timeMillis(),
                use.model(),
                use.contributor(),
                use.scorePpm(),
                use.paidGwei(),
                use.waitingGwei());
    }
}
