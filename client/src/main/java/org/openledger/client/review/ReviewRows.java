package org.openledger.client.review;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some rows of a contribution.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ReviewRows(List<ReviewRow> list, long total) implements ListingAnswer<ReviewRow> {}
