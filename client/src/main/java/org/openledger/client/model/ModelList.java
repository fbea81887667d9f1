package org.openledger.client.model;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some models.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ModelList(List<ModelLine> list, long total) implements ListingAnswer<ModelLine> {}
