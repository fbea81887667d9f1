package org.openledger.client.node;

import java.util.List;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.model.ModelLine;
import org.openledger.client.receipt.ReceiptLine;
import org.openledger.client.shape.AtMost;

/**
 * The node, and the latest of everything.
 *
 * @param node itself
 * @param datanets the oldest
 * @param models the oldest
 * @param receipts the latest
 * @param epochs the latest
 * @param totals sums over all there is
 */
public record NodeOverview(
        NodeState node,
        @AtMost(20) List<DatanetLine> datanets,
        @AtMost(20) List<ModelLine> models,
        @AtMost(20) List<ReceiptLine> receipts,
        @AtMost(20) List<EpochLine> epochs,
        NodeTotals totals) {}
