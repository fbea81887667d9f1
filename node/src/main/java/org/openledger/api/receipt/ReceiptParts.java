package org.openledger.api.receipt;

import org.openledger.evidence.Permits;
import org.openledger.evidence.ReceiptExports;
import org.openledger.model.text.Tokenizer;
import org.openledger.receipt.Attributor;
import org.openledger.receipt.Erasure;
import org.openledger.receipt.ReceiptLists;
import org.openledger.receipt.Receipts;
import org.openledger.receipt.recompute.RowTraces;
import org.openledger.settlement.Epochs;
import org.openledger.settlement.call.Anchors;

/**
 * What routes of receipts reach.
 *
 * @param files receipts as they are exported
 * @param permits what licences permit of an answer
 * @param erasure of question and answer
 * @param tokenizer for answers of models that are not on this node any more
 * @param anchors which checkpoints are on chain
 * @param epochs which of them settles a receipt
 */
public record ReceiptParts(
        Receipts receipts,
        ReceiptLists lists,
        Attributor attributor,
        ReceiptExports files,
        Permits permits,
        RowTraces traces,
        Erasure erasure,
        Tokenizer tokenizer,
        Anchors anchors,
        Epochs epochs) {}
