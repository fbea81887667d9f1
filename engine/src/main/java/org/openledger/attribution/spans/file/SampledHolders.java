package org.openledger.attribution.spans.file;

import java.util.function.IntUnaryOperator;

/**
 * Contributors of the compact tier: known for every {@value #SAMPLE}th position of a row, its first one included, and found from
 * any other by going left (P. Ferragina, G. Manzini, 2000).
 */
public final class SampledHolders implements IntUnaryOperator {
    /** Positions of a row from one sample to the next. */
    public static final int SAMPLE = 16;

    private final BackwardSearch search;
    private final BitRanks marks;
    private final Column samples;

    public SampledHolders(IndexFile.Mapped file, BackwardSearch search, String name) {
        int textLength = file.header().textLength();
        this.search = search;
        this.marks = new PackedBits(file.bytes(Section.HOLDER_MARKS), textLength);
        int bits = file.header().holderBits();
        this.samples = new Column(file.bytes(Section.HOLDERS), bits);
        int marked = marks.ones(textLength);
        if (file.bytes(Section.HOLDERS).byteSize() != Column.bytesFor(bits, marked)) {
            throw IndexFile.damaged(name, Section.HOLDERS.label(), "it does not have " + marked + " samples");
        }
    }

    /** The contributor's number of the suffix at a rank, which must not begin with a separator. */
    @Override
    public int applyAsInt(int rank) {
        int at = rank;
        while (true) {
            long marked = marks.onesAndBit(at);
            if ((marked & 1) == 1) {
                return samples.get((int) (marked >>> 1));
            }
            at = search.leftOf(at);
        }
    }
}
