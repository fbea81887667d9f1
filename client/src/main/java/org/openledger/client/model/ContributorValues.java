package org.openledger.client.model;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some contributors of a run, with what their rows are worth.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ContributorValues(List<ContributorValue> list, long total) implements ListingAnswer<ContributorValue> {}
