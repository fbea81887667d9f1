package org.openledger.client.node;

import java.util.List;

/**
 * What a search found.
 *
 * @param list names first, then ids and hashes
 */
public record SearchHits(List<SearchHit> list) {}
