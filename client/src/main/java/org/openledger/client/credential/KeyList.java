package org.openledger.client.credential;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some API keys.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record KeyList(List<KeyLine> list, long total) implements ListingAnswer<KeyLine> {}
