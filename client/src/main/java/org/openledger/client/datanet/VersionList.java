package org.openledger.client.datanet;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some versions of a Datanet.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record VersionList(List<VersionLine> list, long total) implements ListingAnswer<VersionLine> {}
