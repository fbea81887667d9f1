package org.openledger.client.datanet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Example;

/**
 * What the node would make of a file. Nothing of it is kept.
 *
 * @param kind what the file is
 * @param shape what its columns are known as
 * @param mapping the column that each field is taken from
 * @param problem why the columns are not known: say which is which; nothing of the file was looked at then
 * @param columns that the file has
 * @param fields that a row may have
 * @param rowsRead records of the file
 * @param rowsPassed those that would be rows
 * @param rowsHeld how many of them would wait for the owner's own word
 * @param rowsRefused those that would not
 * @param repairable how many of these would be rows with {@code repair}
 * @param samples its first rows before and after
 * @param refused records that are no rows, the first 1,000
 * @param related records that are related to a row that is there, refused or not, the first 1,000
 * @param privates where secrets and personal data stand, the first 1,000
 */
public record ContributionPreview(
        @Example("\"CSV with semicolons, windows-1252 (guessed)\"")
        String kind,

        @Example("\"Alpaca\"") String shape,

        @Example("{\"instruction\": \"question\", \"response\": \"answer\"}")
        Map<String, String> mapping,

        Optional<String> problem,
        @AtMost(4096) List<String> columns,
        @AtMost(8) List<String> fields,
        long rowsRead,
        long rowsPassed,
        long rowsHeld,
        long rowsRefused,
        long repairable,
        @AtMost(3) List<SampleRow> samples,
        @AtMost(1000) List<RefusedRecord> refused,
        @AtMost(1000) List<RelatedRecord> related,
        @AtMost(1000) List<PrivateRecord> privates) {
    /**
     * A row before and after.
     *
     * @param line it begins in
     * @param before the record as JSON
     * @param after the row as JSON
     */
    public record SampleRow(long line, String before, String after) {}

    /**
     * A record that is no row.
     *
     * @param line it begins in
     * @param reason the code of why
     * @param detail why, in a sentence
     * @param text the record, where the node has room to show it
     */
    public record RefusedRecord(long line, String reason, String detail, String text) {}

    /**
     * A record that is related to a row.
     *
     * @param line it begins in
     * @param relation copy, contains, variant, correction or elsewhere
     * @param detail how, in a sentence
     * @param row the leaf of the row that it repeats
     */
    public record RelatedRecord(long line, String relation, String detail, Optional<String> row) {}

    /**
     * A secret or something personal in a record. What it says is told nobody.
     *
     * @param line the record begins in
     * @param kind its code, such as mail
     * @param what it is, in words
     * @param field it stands in
     * @param character the place in the field, from 1
     */
    public record PrivateRecord(long line, String kind, String what, String field, long character) {}
}
