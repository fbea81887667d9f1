package org.openledger.api.receipt;

import org.openledger.model.text.Tokenizer;
import org.openledger.receipt.Attributor;
import org.openledger.receipt.ReceiptLists;
import org.openledger.receipt.Receipts;
import org.openledger.receipt.recompute.RowTraces;
import org.openledger.settlement.Epochs;
import org.openledger.settlement.call.Anchors;

/**
 * What routes of receipts reach.
 *
 * @param anchors which checkpoints are on chain
 * @param epochs which of them settles a receipt
 */
public record ReceiptParts(
        Receipts receipts,
        ReceiptLists lists,
        Attributor attributor,
        RowTraces traces,
        Tokenizer tokenizer,
        Anchors anchors,
        Epochs epochs) {}
