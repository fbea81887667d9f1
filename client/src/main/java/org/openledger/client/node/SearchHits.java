package org.openledger.client.node;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * What a search found.
 *
 * @param list names first, then ids and hashes
 */
public record SearchHits(@AtMost(20) List<SearchHit> list) {}
