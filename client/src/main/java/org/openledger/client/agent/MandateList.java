package org.openledger.client.agent;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some mandates.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record MandateList(List<MandateLine> list, long total) implements ListingAnswer<MandateLine> {}
