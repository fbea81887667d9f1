package org.openledger.client.row;

import java.util.List;

/**
 * Some rows of a version.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record RowList(List<RowView> list, long total) {}
