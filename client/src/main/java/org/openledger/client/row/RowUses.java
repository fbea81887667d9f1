package org.openledger.client.row;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some receipts that name a row.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record RowUses(List<RowUseLine> list, long total) implements ListingAnswer<RowUseLine> {}
