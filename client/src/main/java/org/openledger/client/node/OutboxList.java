package org.openledger.client.node;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some transactions of the operator.
 *
 * @param list those that were asked for
 * @param total how many match in all
 * @param aside how many of all cannot be sent now
 */
public record OutboxList(List<OutboxLine> list, long total, long aside) implements ListingAnswer<OutboxLine> {}
