package org.openledger.client.wallet;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some of what an account paid, by day.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record UsageList(List<UsageLine> list, long total) implements ListingAnswer<UsageLine> {}
