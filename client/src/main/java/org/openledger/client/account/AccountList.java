package org.openledger.client.account;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some accounts whose keys the node keeps.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record AccountList(List<AccountLine> list, long total) implements ListingAnswer<AccountLine> {}
