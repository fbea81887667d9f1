package org.openledger.client.credential;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some acts of administrators.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record AdminActList(List<AdminActLine> list, long total) implements ListingAnswer<AdminActLine> {}
