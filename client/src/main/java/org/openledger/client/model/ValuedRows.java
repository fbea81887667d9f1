package org.openledger.client.model;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some rows of a run, with their values.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ValuedRows(List<ValuedRow> list, long total) implements ListingAnswer<ValuedRow> {}
