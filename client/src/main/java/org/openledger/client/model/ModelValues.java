package org.openledger.client.model;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some of what a Datanet, a contributor or a row did for models.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ModelValues(List<ModelValue> list, long total) implements ListingAnswer<ModelValue> {}
