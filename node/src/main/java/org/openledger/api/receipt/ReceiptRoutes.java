package org.openledger.api.receipt;

import org.openledger.answer.Inference;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.receipt.ReceiptEndpoints;
import org.openledger.client.receipt.ReceiptLine;
import org.openledger.client.receipt.ReceiptList;
import org.openledger.client.receipt.RecomputedAttribution;
import org.openledger.receipt.ReceiptLists;
import org.openledger.receipt.Recomputation;
import org.openledger.store.ListPage;
import org.openledger.store.Listing;

/** Receipts: lists, details, files to check elsewhere, and computing an attribution again. */
public final class ReceiptRoutes implements Handlers.Noun {
    private final ReceiptParts parts;
    private final ReceiptViews views;

    public ReceiptRoutes(ReceiptParts parts, ReceiptViews views) {
        this.parts = parts;
        this.views = views;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(ReceiptEndpoints.LIST, call -> {
            Listing listing = call.caller().administers() ? ReceiptLists.OPEN : ReceiptLists.PUBLIC;
            ListPage<ReceiptLine> page = parts.lists()
                    .receipts(listing, ListQuery.of(call.query()))
                    .map(inference -> views.line(inference, call.caller().reads(inference.payer())));
            return new ReceiptList(page.list(), page.total());
        });
        handlers.answer(ReceiptEndpoints.SHOW, call -> {
            Inference inference = parts.receipts().require(call.text("id"));
            return views.detail(inference, call.caller().reader());
        });
        handlers.answer(ReceiptEndpoints.ERASE, this::erase);
        handlers.write(ReceiptEndpoints.FILE, this::export);
        handlers.answer(ReceiptEndpoints.RECOMPUTE, this::recompute);
    }

    private void export(Call<NoQuery, NoBody> call) {
        String id = call.text("id");
        byte[] file = parts.files().of(id, call.caller().reader());
        call.context()
                .contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"" + id + ".receipt.json\"")
                .result(file);
    }

    private ReceiptDetail erase(Call<NoQuery, NoBody> call) {
        Inference inference = parts.receipts().require(call.text("id"));
        call.caller().requireFor(inference.payer());
        Inference erased = parts.erasure().erase(inference.id(), call.caller().payer());
        return views.detail(erased, call.caller().reader());
    }

    private RecomputedAttribution recompute(Call<NoQuery, NoBody> call) {
        Inference inference = parts.receipts().require(call.text("id"));
        call.caller().requireFor(inference.payer());
        Recomputation again = parts.attributor().recompute(inference);
        return new RecomputedAttribution(again.same(), again.differencePpm(), again.says());
    }
}
