package org.openledger.client.node;

import java.util.Map;

/**
 * A node.
 *
 * @param operator its address
 * @param chainId of the chain it settles on
 * @param block the latest it knows
 * @param contracts addresses by name
 * @param firstBlock from which on the contracts wrote events
 * @param logOrigin name of its log in checkpoints
 * @param logKey the C2SP verifier key that checkpoints are signed with
 * @param logSize entries of the log
 * @param logRoot root over them
 * @param anchoredSize how many of them stand under a root on chain
 * @param anchorPeriodMillis how long an entry waits at most for that
 * @param epoch number of the last closed one
 * @param priceGwei for each token of prompt and answer
 * @param base what the base model is called
 * @param baseDigest SHA-256 of the base model
 * @param version of the code
 */
public record NodeState(
        String operator,
        long chainId,
        long block,
        Map<String, String> contracts,
        long firstBlock,
        String logOrigin,
        String logKey,
        long logSize,
        String logRoot,
        long anchoredSize,
        long anchorPeriodMillis,
        long epoch,
        long priceGwei,
        String base,
        String baseDigest,
        String version) {}
