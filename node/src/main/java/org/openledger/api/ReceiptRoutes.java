package org.openledger.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.openledger.gateway.Attributor;
import org.openledger.gateway.Inference;
import org.openledger.gateway.Receipts;
import org.openledger.settlement.Anchors;
import org.openledger.settlement.Epochs;
import org.openledger.store.Database;

/** Receipts: lists, details, files to check elsewhere, and computing an attribution again. */
public final class ReceiptRoutes implements Routes {
    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 200;

    private final Receipts receipts;
    private final Attributor attributor;
    private final Anchors anchors;
    private final Epochs epochs;
    private final Database database;
    private final ReceiptViews views;
    private final AdminToken admin;

    ReceiptRoutes(
            Receipts receipts,
            Attributor attributor,
            Anchors anchors,
            Epochs epochs,
            Database database,
            ReceiptViews views,
            AdminToken admin) {
        this.receipts = receipts;
        this.attributor = attributor;
        this.anchors = anchors;
        this.epochs = epochs;
        this.database = database;
        this.views = views;
        this.admin = admin;
    }

    record Recomputed(boolean same, String says) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/receipts", context -> {
            int limit = Paths.query(context, "limit", DEFAULT_PAGE, 1, MAX_PAGE);
            Optional<String> before = Optional.ofNullable(context.queryParam("before"));
            boolean open = admin.holds(context);
            context.json(receipts.latest(before, limit).stream()
                    .map(inference -> views.line(inference, open))
                    .toList());
        });
        routes.get(
                "/api/receipts/{id}",
                context -> context.json(views.detail(receipts.require(context.pathParam("id")), admin.holds(context))));
        routes.get("/api/receipts/{id}/file", this::export);
        routes.post("/api/receipts/{id}/recompute", this::recompute);
    }

    private void export(Context context) {
        String id = context.pathParam("id");
        long index =
                receipts.require(id).signed().map(Inference.Signed::logIndex).orElse(Long.MAX_VALUE);
        byte[] file = receipts.export(
                id,
                database.read(handle -> anchors.covering(handle, index)).map(ReceiptRoutes::anchored),
                database.read(handle -> epochs.payout(handle, id)),
                admin.holds(context));
        context.contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"" + id + ".receipt.json\"")
                .result(file);
    }

    private static Receipts.Anchored anchored(Anchors.Anchored anchor) {
        return new Receipts.Anchored(anchor.size(), anchor.root(), anchor.block(), anchor.transaction());
    }

    private void recompute(Context context) {
        admin.require(context);
        Inference inference = receipts.require(context.pathParam("id"));
        Optional<String> difference = attributor.recompute(inference);
        context.json(new Recomputed(
                difference.isEmpty(),
                difference.orElse("Computed again from the same model, index and answer: every share is the same.")));
    }
}
