package org.openledger.attribution.spans;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The rows behind the text: which row a position lies in, and each row's extent, leaf and contributor. */
final class RowTable {
    /** Positions between two samples of the position-to-row map. */
    static final int SAMPLE = 64;

    private static final int LEAF_BYTES = 32;

    private final int rows;
    private final Column starts;
    private final Column samples;
    private final Column rowContributors;
    private final MemorySegment leaves;
    private final List<String> contributors;

    RowTable(IndexFile.Mapped file, String name) {
        rows = file.header().rows();
        starts = new Column(file.bytes(Section.ROW_STARTS), Integer.BYTES);
        samples = new Column(file.bytes(Section.ROW_SAMPLES), Integer.BYTES);
        rowContributors = new Column(file.bytes(Section.ROW_CONTRIBUTORS), Integer.BYTES);
        leaves = file.bytes(Section.LEAVES);
        contributors =
                readContributors(file.bytes(Section.CONTRIBUTORS), file.header().contributors(), name);
    }

    private static List<String> readContributors(MemorySegment bytes, int count, String file) {
        List<String> names = new ArrayList<>();
        ValueLayout.OfInt length = ValueLayout.JAVA_INT_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);
        long at = 0;
        while (at + Integer.BYTES <= bytes.byteSize()) {
            int size = bytes.get(length, at);
            at += Integer.BYTES;
            if (size < 1 || size > IndexedRow.MAX_CONTRIBUTOR_BYTES || size > bytes.byteSize() - at) {
                break;
            }
            names.add(new String(bytes.asSlice(at, size).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
            at += size;
        }
        if (at != bytes.byteSize() || names.size() != count) {
            throw IndexFile.damaged(file, Section.CONTRIBUTORS.label(), "its names do not add up to " + count);
        }
        return List.copyOf(names);
    }

    int rows() {
        return rows;
    }

    /** The row that a position of the text, or the separator after it, belongs to. */
    int rowAt(int position) {
        int row = samples.get(position / SAMPLE);
        while (starts.get(row + 1) <= position) {
            row++;
        }
        return row;
    }

    /** First position of a row in the text; of the row after the last one, the text's length. */
    int start(int row) {
        return starts.get(row);
    }

    /** Tokens of a row. */
    int length(int row) {
        return starts.get(row + 1) - starts.get(row) - 1;
    }

    String leaf(int row) {
        byte[] leaf = leaves.asSlice((long) row * LEAF_BYTES, LEAF_BYTES).toArray(ValueLayout.JAVA_BYTE);
        return HexFormat.of().formatHex(leaf);
    }

    /** The number of a row's contributor; numbers follow the order of their first rows. */
    int contributorOf(int row) {
        return rowContributors.get(row);
    }

    List<String> contributors() {
        return contributors;
    }
}
