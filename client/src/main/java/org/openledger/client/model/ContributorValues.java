package org.openledger.client.model;

import java.util.List;

/**
 * Some contributors of a run, with what their rows are worth.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record ContributorValues(List<ContributorValue> list, long total) {}
