package org.openledger.client.withdrawal;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some notices against rows of a Datanet.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record TakedownList(List<TakedownLine> list, long total) implements ListingAnswer<TakedownLine> {}
