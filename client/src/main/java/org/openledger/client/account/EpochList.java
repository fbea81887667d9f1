package org.openledger.client.account;

import java.util.List;

/**
 * Some epochs.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record EpochList(List<EpochLine> list, long total) {}
