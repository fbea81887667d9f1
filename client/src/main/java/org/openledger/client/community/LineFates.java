package org.openledger.client.community;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * What became of some lines of an upload.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record LineFates(List<LineFate> list, long total) implements ListingAnswer<LineFate> {}
