package org.openledger.client.node;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * Whether the node can do its work.
 *
 * @param ready whether all parts are
 * @param checks the parts, each by its name
 */
public record NodeReadiness(boolean ready, @AtMost(8) List<ReadinessCheck> checks) {}
