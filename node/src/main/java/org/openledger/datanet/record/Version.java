package org.openledger.datanet.record;

import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.openledger.identity.TypedData;

/**
 * An immutable, numbered set of accepted rows of a Datanet. Until rows are taken back or held, each version's rows are the first
 * rows of the next one's, and successive roots are consistent in the sense of RFC 6962.
 *
 * @param number from 1
 * @param root Merkle root over the rows' leaves
 * @param manifestDigest SHA-256 of the manifest in the blobs
 * @param deadlineSeconds the last second, since 1970, at which the owner's signature is good
 * @param note what the owner says of it, in its manifest too
 */
public record Version(
        long datanet,
        long number,
        State state,
        String root,
        @ColumnName("row_count") long rows,
        String manifestDigest,
        long deadlineSeconds,
        Optional<String> signature,
        Optional<Long> publishedMillis,
        ChainState chainState,
        String chainDetail,
        Optional<String> note) {
    public static final int MAX_NOTE_CHARACTERS = 2_000;

    /** Where a version is in its life. */
    public enum State {
        /** Its rows and root are fixed; it waits for the owner's signature. */
        DRAFT,
        PUBLISHED
    }

    /** What the Datanet's owner signs. */
    public TypedData typedData(SigningDomain domain, Datanet of) {
        return domain.publication(of.requireToken(), number, root, rows, manifestDigest, deadlineSeconds);
    }
}
