package org.openledger.client.chain;

import java.util.Map;

/**
 * The chain as the node sees it.
 *
 * @param chainId the network's (EIP-155)
 * @param embedded whether this node alone makes its blocks
 * @param head the newest block
 * @param settled the newest block that counts as settled; negative where none does yet
 * @param asideEvents events that could not be booked; fsck names them
 * @param waitingTransactions of the operator, which are not in a settled block
 * @param asideTransactions of those, how many cannot be sent now
 * @param contracts addresses by name
 */
public record ChainStatus(
        long chainId,
        boolean embedded,
        long head,
        long settled,
        long asideEvents,
        long waitingTransactions,
        long asideTransactions,
        Map<String, String> contracts) {}
