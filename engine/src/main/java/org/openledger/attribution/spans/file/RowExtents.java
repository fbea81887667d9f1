package org.openledger.attribution.spans.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;

/** The rows behind the text: which row a position lies in, and each row's extent, leaf and contributor. */
public final class RowExtents {
    /** Positions between two samples of the position-to-row map. */
    public static final int SAMPLE = 64;

    private static final int LEAF_BYTES = 32;

    private final int rows;
    private final Column starts;
    private final Column samples;
    private final Column rowContributors;
    private final MemorySegment leaves;
    private final List<String> contributors;

    public RowExtents(IndexFile.Mapped file, String name) {
        rows = file.header().rows();
        starts = new Column(file.bytes(Section.ROW_STARTS), Integer.SIZE);
        samples = new Column(file.bytes(Section.ROW_SAMPLES), Integer.SIZE);
        rowContributors = new Column(file.bytes(Section.ROW_CONTRIBUTORS), Integer.SIZE);
        leaves = file.bytes(Section.LEAVES);
        contributors = ContributorNames.read(file, name);
    }

    public int rows() {
        return rows;
    }

    /** The row that a position of the text, or the separator after it, belongs to. */
    public int rowAt(int position) {
        int row = samples.get(position / SAMPLE);
        while (starts.get(row + 1) <= position) {
            row++;
        }
        return row;
    }

    /** First position of a row in the text; of the row after the last one, the text's length. */
    public int start(int row) {
        return starts.get(row);
    }

    /** Tokens of a row. */
    public int length(int row) {
        return starts.get(row + 1) - starts.get(row) - 1;
    }

    public String leaf(int row) {
        byte[] leaf = leaves.asSlice((long) row * LEAF_BYTES, LEAF_BYTES).toArray(ValueLayout.JAVA_BYTE);
        return HexFormat.of().formatHex(leaf);
    }

    /** The number of a row's contributor; numbers follow the order of their first rows. */
    public int contributorOf(int row) {
        return rowContributors.get(row);
    }

    public List<String> contributors() {
        return contributors;
    }
}
