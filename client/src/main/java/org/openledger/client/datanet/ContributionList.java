package org.openledger.client.datanet;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some contributions to a Datanet.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ContributionList(List<ContributionLine> list, long total) implements ListingAnswer<ContributionLine> {}
