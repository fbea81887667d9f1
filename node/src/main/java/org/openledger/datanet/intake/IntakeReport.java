package org.openledger.datanet.intake;

import java.util.List;
import java.util.Optional;
import org.openledger.datanet.mapping.Mapping;
import org.openledger.datanet.privacy.PrivateRow;
import org.openledger.datanet.row.Rejection;

/**
 * What became of a file that was only tried.
 *
 * @param kind what it is
 * @param problem why its columns are not known; nothing of it was looked at then
 * @param columns that it has
 * @param samples its first rows before and after
 * @param read how many records it has
 * @param passed how many of them would be rows
 * @param held how many of these would wait for the owner's own word
 * @param repairable how many more would be with repairs
 * @param refused the first records that are no rows, at most {@link Screening#MAX_LISTED}
 * @param related the first records that are related to a row that is there, refused or not, at most as many
 * @param privates where secrets and personal data stand, at most as many
 */
public record IntakeReport(
        String kind,
        Mapping mapping,
        Optional<String> problem,
        List<String> columns,
        List<Sample> samples,
        long read,
        long passed,
        long held,
        long repairable,
        List<Refused> refused,
        List<Rejection> related,
        List<Private> privates) {
    /** Of a file whose columns are not known. */
    public static IntakeReport unmapped(FileUpload upload) {
        return new IntakeReport(
                upload.kind(),
                upload.mapping(),
                upload.problem(),
                upload.columns(),
                List.of(),
                0,
                0,
                0,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    public IntakeReport {
        columns = List.copyOf(columns);
        samples = List.copyOf(samples);
        refused = List.copyOf(refused);
        related = List.copyOf(related);
        privates = List.copyOf(privates);
    }

    /**
     * A row before and after.
     *
     * @param before the record, as JSON
     * @param after the row's content
     */
    public record Sample(long line, String before, String after) {}

    /** @param text the record, as far as it is kept; empty where it is too much */
    public record Refused(Rejection why, String text) {}

    /** A secret or something personal in a record; what it says is not kept. */
    public record Private(long line, PrivateRow.Place place) {}
}
