package org.openledger.api;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openledger.answer.ReceiptTotals;
import org.openledger.answer.RowUse;
import org.openledger.api.account.EpochRoutes;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Routes;
import org.openledger.api.model.RunRoutes;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.datanet.RowDetail;
import org.openledger.client.datanet.RowUseLine;
import org.openledger.client.node.NodeOverview;
import org.openledger.client.node.NodeState;
import org.openledger.client.node.NodeTotals;
import org.openledger.receipt.Receipts;

/** What the first page shows: the node, and the latest of everything. */
public final class OverviewRoutes implements Routes {
    private static final int LATEST = 20;

    private final Supplier<NodeState> state;
    private final DatanetViews datanets;
    private final RunRoutes runs;
    private final Receipts receipts;
    private final ReceiptViews views;
    private final EpochRoutes epochs;
    private final Access access;

    OverviewRoutes(
            Supplier<NodeState> state,
            DatanetViews datanets,
            RunRoutes runs,
            Receipts receipts,
            ReceiptViews views,
            EpochRoutes epochs,
            Access access) {
        this.state = state;
        this.datanets = datanets;
        this.runs = runs;
        this.receipts = receipts;
        this.views = views;
        this.epochs = epochs;
        this.access = access;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/overview", context -> {
            Access.Caller caller = access.of(context);
            List<DatanetLine> lines = datanets.lines();
            ReceiptTotals all = receipts.totals();
            context.json(new NodeOverview(
                    state.get(),
                    lines,
                    runs.models(),
                    receipts.latest(Optional.empty(), LATEST).stream()
                            .map(inference -> views.line(inference, caller.reads(inference.payer())))
                            .toList(),
                    epochs.lines(LATEST),
                    new NodeTotals(
                            all.receipts(),
                            lines.stream()
                                    .mapToLong(DatanetLine::rowsAccepted)
                                    .sum(),
                            datanets.contributors(),
                            all.paidGwei())));
        });
        routes.get("/api/rows/{leaf}", context -> {
            String leaf = context.pathParam("leaf");
            List<RowUse> uses = receipts.usesOf(leaf, LATEST);
            context.json(datanets.row(leaf, Optional.empty())
                    .map(row -> new RowDetail(row, uses.stream().map(OverviewRoutes::line).toList()))
                    .orElseThrow(() -> ApiException.notFound("not_found", "There is no row " + leaf + ".")));
        });
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
