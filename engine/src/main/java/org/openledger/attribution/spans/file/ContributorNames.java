package org.openledger.attribution.spans.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the names of contributors. */
public final class ContributorNames {
    private static final ValueLayout.OfInt LENGTH = ValueLayout.JAVA_INT_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);

    private ContributorNames() {}

    /** Names by number, in the order of their first rows. */
    public static List<String> read(IndexFile.Mapped mapped, String file) {
        MemorySegment bytes = mapped.bytes(Section.CONTRIBUTORS);
        List<String> names = new ArrayList<>();
        long at = 0;
        while (at + Integer.BYTES <= bytes.byteSize()) {
            int size = bytes.get(LENGTH, at);
            at += Integer.BYTES;
            if (size < 1 || size > IndexedRow.MAX_CONTRIBUTOR_BYTES || size > bytes.byteSize() - at) {
                break;
            }
            names.add(new String(bytes.asSlice(at, size).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
            at += size;
        }
        int count = mapped.header().contributors();
        if (at != bytes.byteSize() || names.size() != count) {
            throw IndexFile.damaged(file, Section.CONTRIBUTORS.label(), "its names do not add up to " + count);
        }
        return List.copyOf(names);
    }
}
