package org.openledger.client.datanet;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some lines of an upload that are not in.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record RejectedLines(List<RejectedLine> list, long total) implements ListingAnswer<RejectedLine> {}
