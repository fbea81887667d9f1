package org.openledger.api.receipt;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.api.http.Access;
import org.openledger.api.http.Paths;
import org.openledger.api.http.Routes;
import org.openledger.client.receipt.RecomputedAttribution;
import org.openledger.receipt.Attributor;
import org.openledger.receipt.Receipts;
import org.openledger.receipt.Recomputation;
import org.openledger.settlement.Epochs;
import org.openledger.settlement.call.Anchors;
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
    private final Access access;

    public ReceiptRoutes(
            Receipts receipts,
            Attributor attributor,
            Anchors anchors,
            Epochs epochs,
            Database database,
            ReceiptViews views,
            Access access) {
        this.receipts = receipts;
        this.attributor = attributor;
        this.anchors = anchors;
        this.epochs = epochs;
        this.database = database;
        this.views = views;
        this.access = access;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/receipts", context -> {
            int limit = Paths.query(context, "limit", DEFAULT_PAGE, 1, MAX_PAGE);
            Optional<String> before = Optional.ofNullable(context.queryParam("before"));
            Access.Caller caller = access.of(context);
            context.json(receipts.latest(before, limit).stream()
                    .map(inference -> views.line(inference, caller.reads(inference.payer())))
                    .toList());
        });
        routes.get("/api/receipts/{id}", context -> {
            Inference inference = receipts.require(context.pathParam("id"));
            context.json(views.detail(inference, access.of(context).reads(inference.payer())));
        });
        routes.get("/api/receipts/{id}/file", this::export);
        routes.post("/api/receipts/{id}/recompute", this::recompute);
    }

    private void export(Context context) {
        String id = context.pathParam("id");
        Inference inference = receipts.require(id);
        long index = inference.signed().map(Inference.Signed::logIndex).orElse(Long.MAX_VALUE);
        byte[] file = receipts.export(
                id,
                database.read(handle -> anchors.covering(handle, index)).map(ReceiptRoutes::anchored),
                database.read(handle -> epochs.payout(handle, id)),
                access.of(context).reads(inference.payer()));
        context.contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"" + id + ".receipt.json\"")
                .result(file);
    }

    private static Receipts.Anchored anchored(Anchors.Anchored anchor) {
        return new Receipts.Anchored(anchor.size(), anchor.root(), anchor.block(), anchor.transaction());
    }

    private void recompute(Context context) {
        Inference inference = receipts.require(context.pathParam("id"));
        access.of(context).requireFor(inference.payer());
        Recomputation again = attributor.recompute(inference);
        context.json(new RecomputedAttribution(again.same(), again.differencePpm(), again.says()));
    }
}
