package org.openledger.client.model;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some runs.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record RunList(List<RunDetail> list, long total) implements ListingAnswer<RunDetail> {}
