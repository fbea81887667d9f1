package org.openledger.client.credential;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some sessions of a wallet.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record SessionList(List<SessionLine> list, long total) implements ListingAnswer<SessionLine> {}
