package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * A Datanet in a list.
 *
 * @param id its number
 * @param token its number in the DatanetRegistry, once it is registered
 * @param name what its owner calls it
 * @param owner the address that reviews contributions and publishes versions
 * @param ownerName what the node calls the owner
 * @param schema which fields each row has
 * @param licence of its rows, an SPDX identifier
 * @param rowsSubmitted rows that were uploaded
 * @param rowsAccepted rows that are in, after screening and review
 * @param contributors how many addresses contributed
 * @param latestVersion number of the latest published version; 0 before the first
 * @param chainState how far its registration on chain is
 */
public record DatanetLine(
        String id,
        Optional<String> token,
        String name,
        String owner,
        Optional<String> ownerName,

        @Words({"INSTRUCTION", "TEXT", "PREFERENCE", "CHAT", "LABEL"})
        String schema,

        String licence,
        long rowsSubmitted,
        long rowsAccepted,
        long contributors,
        long latestVersion,
        String chainState) {}
