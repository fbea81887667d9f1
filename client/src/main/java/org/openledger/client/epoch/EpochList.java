package org.openledger.client.epoch;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some epochs.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record EpochList(List<EpochLine> list, long total) implements ListingAnswer<EpochLine> {}
