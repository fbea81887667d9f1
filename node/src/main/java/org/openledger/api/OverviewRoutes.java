package org.openledger.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openledger.answer.ReceiptTotals;
import org.openledger.answer.RowUse;
import org.openledger.api.account.EpochRoutes;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Handlers;
import org.openledger.api.model.RunRoutes;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.datanet.RowDetail;
import org.openledger.client.datanet.RowUseLine;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.node.NodeOverview;
import org.openledger.client.node.NodeState;
import org.openledger.client.node.NodeTotals;
import org.openledger.receipt.Receipts;

/** What the first page shows: the node, and the latest of everything. */
public final class OverviewRoutes implements Handlers.Noun {
    private static final int LATEST = 20;

    private final Supplier<NodeState> state;
    private final DatanetViews datanets;
    private final RunRoutes runs;
    private final Receipts receipts;
    private final ReceiptViews views;
    private final EpochRoutes epochs;

    OverviewRoutes(
            Supplier<NodeState> state,
            DatanetViews datanets,
            RunRoutes runs,
            Receipts receipts,
            ReceiptViews views,
            EpochRoutes epochs) {
        this.state = state;
        this.datanets = datanets;
        this.runs = runs;
        this.receipts = receipts;
        this.views = views;
        this.epochs = epochs;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(NodeEndpoints.OVERVIEW, call -> overview(call.caller()));
        handlers.answer(DatanetEndpoints.ROW, call -> row(call.text("leaf")));
    }

    private NodeOverview overview(Access.Caller caller) {
        List<DatanetLine> lines = datanets.lines();
        ReceiptTotals all = receipts.totals();
        return new NodeOverview(
                state.get(),
                lines,
                runs.models(),
                receipts.latest(Optional.empty(), LATEST).stream()
                        .map(inference -> views.line(inference, caller.reads(inference.payer())))
                        .toList(),
                epochs.lines(LATEST),
                new NodeTotals(all.receipts(), datanets.acceptedRows(), datanets.contributors(), all.paidGwei()));
    }

    private RowDetail row(String leaf) {
        List<RowUse> uses = receipts.usesOf(leaf, LATEST);
        return datanets.row(leaf, Optional.empty())
                .map(row -> new RowDetail(
                        row, uses.stream().map(OverviewRoutes::line).toList()))
                .orElseThrow(() -> ApiException.notFound("There is no row " + leaf + "."));
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
