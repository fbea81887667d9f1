package org.openledger.client.epoch;

import java.util.List;
import java.util.OptionalLong;
import org.openledger.client.call.ListingAnswer;

/**
 * Some epochs.
 *
 * @param list those that were asked for
 * @param total how many match in all
 * @param closesAtMillis when the open epoch closes by itself; absent while it holds no charge, or where people close it
 */
public record EpochList(List<EpochLine> list, long total, OptionalLong closesAtMillis)
        implements ListingAnswer<EpochLine> {}
