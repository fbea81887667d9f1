package org.openledger.client.datanet;

import java.util.List;
import org.openledger.client.call.ListPage;

/**
 * Some contributions to a Datanet.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ContributionList(List<ContributionLine> list, long total) implements ListPage<ContributionLine> {}
