package org.openledger.client.row;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some rows of a version.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record RowList(List<RowView> list, long total) implements ListingAnswer<RowView> {}
