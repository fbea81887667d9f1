package org.openledger.client.notification;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some targets.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record TargetList(List<TargetLine> list, long total) implements ListingAnswer<TargetLine> {}
