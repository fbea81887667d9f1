package org.openledger.client.version;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some rows of a version, in the order of its tree.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record VersionRows(List<VersionRow> list, long total) implements ListingAnswer<VersionRow> {}
