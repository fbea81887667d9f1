package org.openledger.client.account;

import java.util.List;
import org.openledger.client.call.ListPage;

/**
 * Some epochs.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record EpochList(List<EpochLine> list, long total) implements ListPage<EpochLine> {}
