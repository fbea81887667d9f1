package org.openledger.client.datanet;

import java.util.Optional;

/**
 * A published version of a Datanet.
 *
 * @param number counted from 1
 * @param root of the Merkle tree over its rows
 * @param rows how many it has
 * @param timeMillis when it was published
 * @param chainState how far its registration on chain is
 * @param note what its owner says of it
 */
public record VersionLine(
        long number, String root, long rows, long timeMillis, String chainState, Optional<String> note) {}
