package org.openledger.attribution.shares;

/**
 * A row of a contributor that is closest to the answer, and its part of the closeness of the contributor's rows.
 *
 * @param row its number in the index
 */
public record TopRow(int row, String leaf, int scorePpm) {
    public TopRow {
        if (scorePpm < 0 || scorePpm > Apportionment.WHOLE_PPM) {
            throw new IllegalArgumentException("row " + leaf + ": " + scorePpm + " parts per million");
        }
    }
}
