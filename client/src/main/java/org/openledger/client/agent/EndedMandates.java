package org.openledger.client.agent;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * Mandates that were ended now, those under them included.
 *
 * @param ended their ids
 */
public record EndedMandates(@AtMost(1_000_000) List<String> ended) {}
