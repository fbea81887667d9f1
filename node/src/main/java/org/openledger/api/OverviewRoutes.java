package org.openledger.api;

import java.util.Optional;
import java.util.function.Supplier;
import org.openledger.answer.ReceiptTotals;
import org.openledger.api.account.EpochRoutes;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.Access;
import org.openledger.api.http.Handlers;
import org.openledger.api.model.ModelRoutes;
import org.openledger.api.receipt.ReceiptParts;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.model.ModelLine;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.node.NodeOverview;
import org.openledger.client.node.NodeState;
import org.openledger.client.node.NodeTotals;
import org.openledger.receipt.Receipts;
import org.openledger.store.ListPage;

/** What the first page shows: the node, and some of everything. */
public final class OverviewRoutes implements Handlers.Noun {
    /** Of each kind, as {@link NodeOverview} says. */
    private static final int MOST = 20;

    private final Supplier<NodeState> state;
    private final DatanetViews datanets;
    private final ModelRoutes models;
    private final Receipts receipts;
    private final ReceiptViews views;
    private final EpochRoutes epochs;

    OverviewRoutes(
            Supplier<NodeState> state,
            DatanetViews datanets,
            ModelRoutes models,
            ReceiptParts receipts,
            ReceiptViews views,
            EpochRoutes epochs) {
        this.state = state;
        this.datanets = datanets;
        this.models = models;
        this.receipts = receipts.receipts();
        this.views = views;
        this.epochs = epochs;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(NodeEndpoints.OVERVIEW, call -> overview(call.caller()));
    }

    private NodeOverview overview(Access.Caller caller) {
        ListPage<DatanetLine> oldest = datanets.lines(MOST);
        ListPage<ModelLine> oldestModels = models.oldest(MOST);
        ReceiptTotals all = receipts.totals();
        return new NodeOverview(
                state.get(),
                oldest.list(),
                oldestModels.list(),
                receipts.latest(Optional.empty(), MOST).stream()
                        .map(inference -> views.line(inference, caller.reads(inference.payer())))
                        .toList(),
                epochs.lines(MOST),
                new NodeTotals(
                        all.receipts(),
                        datanets.acceptedRows(),
                        datanets.contributors(),
                        all.paidGwei(),
                        oldest.total(),
                        datanets.versions(),
                        oldestModels.total()));
    }
}
