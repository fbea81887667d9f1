package org.openledger.client.receipt;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some receipts.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ReceiptList(List<ReceiptLine> list, long total) implements ListingAnswer<ReceiptLine> {}
