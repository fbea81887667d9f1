package org.openledger.client.version;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;
import org.openledger.client.statement.CollectionStatement;

/**
 * Where a row comes from, and which versions have it.
 *
 * @param leaf the row's
 * @param contributor who gave it
 * @param contributorName what the node calls the contributor
 * @param contribution its contribution's number at this node
 * @param line its line in the upload
 * @param signedMillis when the contribution was signed
 * @param recordDigest SHA-256 of the contribution's public record, which the log has
 * @param statement what the contributor said of how the rows were made
 * @param versions numbers of the published versions that have it
 * @param state whether it is there, out, held by a notice, or was taken back
 */
public record RowBlame(
        String leaf,
        String contributor,
        Optional<String> contributorName,
        String contribution,
        long line,
        long signedMillis,
        String recordDigest,
        Optional<CollectionStatement> statement,
        @AtMost(1_000_000) List<Long> versions,
        @Words({"there", "out", "held", "withdrawn"}) String state) {}
