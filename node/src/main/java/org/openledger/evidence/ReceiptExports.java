package org.openledger.evidence;

import org.openledger.answer.Inference;
import org.openledger.identity.Reader;
import org.openledger.receipt.Receipts;
import org.openledger.settlement.Epochs;
import org.openledger.settlement.call.Anchors;
import org.openledger.store.Database;

/** Receipts as files, each with the anchor and the payout that the chain has by now. */
public final class ReceiptExports {
    private final Database database;
    private final Receipts receipts;
    private final Anchors anchors;
    private final Epochs epochs;

    public ReceiptExports(Database database, Receipts receipts, Anchors anchors, Epochs epochs) {
        this.database = database;
        this.receipts = receipts;
        this.anchors = anchors;
        this.epochs = epochs;
    }

    /** @param reader what of the conversation the file discloses */
    public byte[] of(String id, Reader reader) {
        Inference inference = receipts.require(id);
        long index = inference.signed().map(Inference.Signed::logIndex).orElse(Long.MAX_VALUE);
        return receipts.export(
                id,
                database.read(handle -> anchors.covering(handle, index))
                        .map(anchor -> new Receipts.Anchored(
                                anchor.size(), anchor.root(), anchor.block(), anchor.transaction())),
                database.read(handle -> epochs.payout(handle, id)),
                reader);
    }
}
