package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which Datanets, the oldest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param licence the licence that they are under
 * @param schema the kind of their rows
 * @param owner the address that owns them
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record DatanetsQuery(
        Optional<String> q,
        Optional<String> licence,

        @Words({"INSTRUCTION", "TEXT", "PREFERENCE", "CHAT", "LABEL"})
        Optional<String> schema,

        Optional<String> owner,

        @Words({
            "name",
            "-name",
            "licence",
            "-licence",
            "owner",
            "-owner",
            "rowsAccepted",
            "-rowsAccepted",
            "contributors",
            "-contributors",
            "latestVersion",
            "-latestVersion"
        })
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("100") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
