package org.openledger.client.agent;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * Every tool.
 *
 * @param list of them
 */
public record ToolList(@AtMost(100) List<ToolLine> list) {}
