package org.openledger.client.agent;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some actions.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ActionList(List<ActionLine> list, long total) implements ListingAnswer<ActionLine> {}
