package org.openledger.client.receipt;

import java.util.List;
import org.openledger.client.call.ListPage;

/**
 * Some receipts.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ReceiptList(List<ReceiptLine> list, long total) implements ListPage<ReceiptLine> {}
