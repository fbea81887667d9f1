package org.openledger.client.version;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * What one version has that another has not.
 *
 * @param from the number of the one
 * @param to the number of the other
 * @param added how many rows only the other has, but for those that correct one
 * @param removed how many only the one has, but for those that are corrected
 * @param corrected pairs of these that are alike: the other has one in the place of what the one has
 * @param rows some of them, removed before added
 */
public record VersionDiff(
        long from,
        long to,
        long added,
        long removed,
        long corrected,
        @AtMost(1000) List<Change> rows) {
    /**
     * A row that is in one version alone.
     *
     * @param leaf of the row that is in the other version; absent where it was removed
     * @param before leaf of the row that is in the one; absent where it was added
     * @param contributor who gave it
     * @param text its fields as a reader meets them; absent once it was taken back
     * @param textBefore the same of the row before
     */
    public record Change(
            Optional<String> leaf,
            Optional<String> before,
            String contributor,
            Optional<String> text,
            Optional<String> textBefore) {}
}
