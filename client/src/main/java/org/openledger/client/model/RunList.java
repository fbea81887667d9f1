package org.openledger.client.model;

import java.util.List;

/**
 * Some runs.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record RunList(List<RunDetail> list, long total) {}
