package org.openledger.client.node;

import java.util.List;
import org.openledger.client.account.EpochLine;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.model.ModelLine;
import org.openledger.client.receipt.ReceiptLine;

/**
 * The node, and the latest of everything.
 *
 * @param node itself
 * @param datanets all of them
 * @param models all of them
 * @param receipts the latest
 * @param epochs the latest
 * @param totals sums over all there is
 */
public record NodeOverview(
        NodeState node,
        List<DatanetLine> datanets,
        List<ModelLine> models,
        List<ReceiptLine> receipts,
        List<EpochLine> epochs,
        NodeTotals totals) {}
