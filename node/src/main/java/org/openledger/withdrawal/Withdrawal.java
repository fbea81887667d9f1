package org.openledger.withdrawal;

import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ColumnName;

/**
 * Rows of one contributor in one Datanet that were taken back at once.
 *
 * @param takedown the notice after which the owner took them out; empty where their contributor did
 * @param digest SHA-256 of its public record in the blobs, which the log has
 * @param finishedMillis since when nothing that is derived from the texts is left; empty while it is being erased
 */
public record Withdrawal(
        long id,
        long datanet,
        String contributor,
        Optional<Long> takedown,
        @ColumnName("row_count") long rows,
        String digest,
        long logIndex,
        long timeMillis,
        Optional<Long> finishedMillis) {}
