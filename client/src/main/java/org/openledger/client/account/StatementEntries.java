package org.openledger.client.account;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some of what an account earned.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record StatementEntries(List<StatementEntry> list, long total) implements ListingAnswer<StatementEntry> {}
