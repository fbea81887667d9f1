package org.openledger.client.datanet;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some Datanets.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record DatanetList(List<DatanetLine> list, long total) implements ListingAnswer<DatanetLine> {}
