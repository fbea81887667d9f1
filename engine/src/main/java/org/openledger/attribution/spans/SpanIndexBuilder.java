package org.openledger.attribution.spans;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.openledger.attribution.spans.file.Blocks;
import org.openledger.attribution.spans.file.Column;
import org.openledger.attribution.spans.file.HuffmanTree;
import org.openledger.attribution.spans.file.IndexFile;
import org.openledger.attribution.spans.file.IndexHeader;
import org.openledger.attribution.spans.file.Overlaps;
import org.openledger.attribution.spans.file.PackedBits;
import org.openledger.attribution.spans.file.PlainBits;
import org.openledger.attribution.spans.file.RowExtents;
import org.openledger.attribution.spans.file.SampledHolders;
import org.openledger.attribution.spans.file.Section;
import org.openledger.attribution.spans.file.SymbolRanks;
import org.openledger.attribution.spans.file.Tier;
import org.openledger.attribution.spans.sort.SuffixArray;

/** Turns rows into an index file: the suffix array, what is derived from it, and the summaries that make queries fast. */
final class SpanIndexBuilder {
    static final int NONE = -1;

    private final SymbolText rows;
    private final int[] text;
    private final int[] rowStarts;
    private final int[] rowContributors;
    private final Blocks blocks;
    private final int[] suffixes;

    SpanIndexBuilder(SymbolText rows) {
        this.rows = rows;
        this.text = rows.symbols();
        this.rowStarts = rows.rowStarts();
        this.rowContributors = rows.rowContributors();
        this.blocks = new Blocks(text.length);
        this.suffixes = SuffixArray.of(text, rows.alphabet());
    }

    /** Writes a shard of a folder, which has no rows. Returns the digest. */
    String writeShard(Path path, Tier tier) throws IOException {
        return write(path, tier, List.of());
    }

    /** Writes the tier with rows, given each row's leaf. Returns the digest. */
    String writeWithRows(Path path, List<String> leaves) throws IOException {
        return write(path, Tier.ROWS, leaves);
    }

    private String write(Path path, Tier tier, List<String> leaves) throws IOException {
        try (IndexFile.Writer out = new IndexFile.Writer(path)) {
            int[] heads = SuffixArray.bucketHeads(text, rows.alphabet());
            out.column(heads, Integer.SIZE);
            out.end(Section.BUCKETS);
            writePreceding(out, tier, new HuffmanTree(counts(heads)));
            IndexHeader.OverlapLayout overlaps = writeOverlaps(out, tier);
            int[] holders = holders();
            out.column(minima(previousOf(holders)), Integer.SIZE);
            out.end(Section.PREVIOUS_MINIMA);
            writeContributors(out);
            int holderBits = Column.bitsFor(Math.max(1, rows.contributorNames().size() - 1));
            int tokenBits = Column.bitsFor(Math.max(1, rows.alphabet() - 1));
            writeHolders(out, tier, holders, holderBits);
            writeRows(out, tier, tokenBits, leaves);
            IndexHeader header = new IndexHeader(
                    tier,
                    text.length,
                    rows.alphabet(),
                    rows.rows(),
                    rows.contributorNames().size(),
                    tokenBits,
                    holderBits,
                    overlaps,
                    out.extents());
            out.finish(header);
            return header.digest();
        }
    }

    private void writePreceding(IndexFile.Writer out, Tier tier, HuffmanTree tree) throws IOException {
        int[] preceding = new int[text.length];
        for (int k = 0; k < preceding.length; k++) {
            // what stands before the text's start never matters: the last symbol, a separator, keeps the counts right
            preceding[k] = suffixes[k] == 0 ? SymbolText.SEPARATOR : text[suffixes[k] - 1];
        }
        long[] bits = SymbolRanks.bitsOf(preceding, tree);
        if (tier == Tier.COMPACT) {
            PackedBits.write(out, bits, tree.bits());
        } else {
            PlainBits.write(out, bits, tree.bits());
        }
        out.end(Section.PRECEDING);
    }

    private static int[] counts(int[] heads) {
        int[] counts = new int[heads.length - 1];
        Arrays.setAll(counts, symbol -> heads[symbol + 1] - heads[symbol]);
        return counts;
    }

    private IndexHeader.OverlapLayout writeOverlaps(IndexFile.Writer out, Tier tier) throws IOException {
        if (!Section.OVERLAPS.isIn(tier)) {
            out.end(Section.OVERLAPS);
            out.end(Section.LONG_OVERLAPS);
            out.end(Section.OVERLAP_MINIMA);
            return new IndexHeader.OverlapLayout(1, 0);
        }
        int[] byPosition = Overlaps.byPosition(text, suffixes, SymbolText.SEPARATOR);
        int[] overlaps = new int[text.length];
        for (int k = 0; k < overlaps.length; k++) {
            overlaps[k] = byPosition[suffixes[k]];
        }
        int bits = Overlaps.cheapestBits(overlaps, 2 * Integer.BYTES);
        int longest = (1 << bits) - 1;
        int[] longRanks = new int[1 << 10];
        int longs = 0;
        int[] fitting = byPosition; // no longer needed as such
        for (int k = 0; k < overlaps.length; k++) {
            fitting[k] = Math.min(overlaps[k], longest);
            if (overlaps[k] >= longest) {
                longRanks = longs < longRanks.length ? longRanks : Arrays.copyOf(longRanks, 2 * longs);
                longRanks[longs++] = k;
            }
        }
        out.column(fitting, bits);
        out.end(Section.OVERLAPS);
        int[] both = Arrays.copyOf(longRanks, 2 * longs);
        for (int i = 0; i < longs; i++) {
            both[longs + i] = overlaps[longRanks[i]];
        }
        out.column(both, Integer.SIZE);
        out.end(Section.LONG_OVERLAPS);
        out.column(minima(overlaps), Integer.SIZE);
        out.end(Section.OVERLAP_MINIMA);
        return new IndexHeader.OverlapLayout(bits, longs);
    }

    /** The contributor's number of each suffix, by rank. */
    private int[] holders() {
        int[] byPosition = new int[text.length];
        for (int row = 0; row < rows.rows(); row++) {
            Arrays.fill(byPosition, rowStarts[row], rowStarts[row + 1], rowContributors[row]);
        }
        int[] holders = new int[text.length];
        for (int k = 0; k < holders.length; k++) {
            holders[k] = byPosition[suffixes[k]];
        }
        return holders;
    }

    /** For each rank, the nearest smaller rank of a suffix by the same contributor, or {@value #NONE}. */
    private int[] previousOf(int[] holders) {
        int[] last = new int[rows.contributorNames().size()];
        Arrays.fill(last, NONE);
        int[] previous = new int[holders.length];
        for (int k = 0; k < previous.length; k++) {
            previous[k] = last[holders[k]];
            last[holders[k]] = k;
        }
        return previous;
    }

    private void writeContributors(IndexFile.Writer out) throws IOException {
        for (String contributor : rows.contributorNames()) {
            byte[] name = contributor.getBytes(StandardCharsets.UTF_8);
            out.number(name.length);
            out.bytes(name);
        }
        out.end(Section.CONTRIBUTORS);
    }

    private void writeHolders(IndexFile.Writer out, Tier tier, int[] holders, int bits) throws IOException {
        int[] written = tier == Tier.COMPACT ? writeMarks(out, holders) : holders;
        out.end(Section.HOLDER_MARKS);
        if (Section.HOLDERS.isIn(tier)) {
            out.column(written, bits);
        }
        out.end(Section.HOLDERS);
    }

    /** Marks every {@value SampledHolders#SAMPLE}th position of a row; returns the holders of the marked ranks. */
    private int[] writeMarks(IndexFile.Writer out, int[] holders) throws IOException {
        boolean[] sampled = new boolean[text.length];
        for (int row = 0; row < rows.rows(); row++) {
            for (int i = rowStarts[row]; i < rowStarts[row + 1] - 1; i += SampledHolders.SAMPLE) {
                sampled[i] = true;
            }
        }
        long[] marks = new long[Math.ceilDiv(text.length, Long.SIZE)];
        int[] samples = new int[holders.length];
        int count = 0;
        for (int k = 0; k < holders.length; k++) {
            if (sampled[suffixes[k]]) {
                marks[k / Long.SIZE] |= 1L << k;
                samples[count++] = holders[k];
            }
        }
        PackedBits.write(out, marks, text.length);
        return Arrays.copyOf(samples, count);
    }

    private void writeRows(IndexFile.Writer out, Tier tier, int tokenBits, List<String> leaves) throws IOException {
        if (tier == Tier.ROWS) {
            out.column(text, tokenBits);
            out.end(Section.TOKENS);
            out.column(suffixes, Integer.SIZE);
            out.end(Section.SUFFIXES);
            out.column(rowStarts, Integer.SIZE);
            out.end(Section.ROW_STARTS);
            out.column(rowSamples(), Integer.SIZE);
            out.end(Section.ROW_SAMPLES);
            out.column(rowContributors, Integer.SIZE);
            out.end(Section.ROW_CONTRIBUTORS);
            for (String leaf : leaves) {
                out.bytes(HexFormat.of().parseHex(leaf));
            }
            out.end(Section.LEAVES);
            out.column(earliestRows(), Integer.SIZE);
            out.end(Section.EARLIEST_ROWS);
        } else {
            for (Section section : Section.values()) {
                if (section.compareTo(Section.TOKENS) >= 0) {
                    out.end(section);
                }
            }
        }
    }

    private int[] rowSamples() {
        int[] samples = new int[Math.ceilDiv(text.length, RowExtents.SAMPLE)];
        int row = 0;
        for (int s = 0; s < samples.length; s++) {
            while (rowStarts[row + 1] <= s * RowExtents.SAMPLE) {
                row++;
            }
            samples[s] = row;
        }
        return samples;
    }

    private int[] rowOfRank() {
        int[] rowOfPosition = new int[text.length];
        for (int row = 0; row < rows.rows(); row++) {
            Arrays.fill(rowOfPosition, rowStarts[row], rowStarts[row + 1], row);
        }
        int[] rowOfRank = new int[text.length];
        for (int k = 0; k < suffixes.length; k++) {
            rowOfRank[k] = rowOfPosition[suffixes[k]];
        }
        return rowOfRank;
    }

    private int[] minima(int[] values) {
        int[] minima = new int[blocks.total()];
        Arrays.fill(minima, Integer.MAX_VALUE);
        for (int k = 0; k < values.length; k++) {
            int node = k / Blocks.BLOCK;
            minima[node] = Math.min(minima[node], values[k]);
        }
        for (int level = 1; level < blocks.levels(); level++) {
            for (int child = 0; child < blocks.nodes(level - 1); child++) {
                int node = blocks.index(level, child / Blocks.FAN);
                minima[node] = Math.min(minima[node], minima[blocks.index(level - 1, child)]);
            }
        }
        return minima;
    }

    private int[] earliestRows() {
        int[] rowOfRank = rowOfRank();
        int[] all = new int[blocks.total() * SpanIndex.MAX_LEAVES];
        Arrays.fill(all, NONE);
        EarliestRows earliest = new EarliestRows();
        for (int node = 0; node < (rowOfRank.length == 0 ? 0 : blocks.nodes(0)); node++) {
            int end = Math.min(rowOfRank.length, (node + 1) * Blocks.BLOCK);
            for (int k = node * Blocks.BLOCK; k < end; k++) {
                earliest.add(rowOfRank[k]);
            }
            earliest.drainTo(all, node * SpanIndex.MAX_LEAVES);
        }
        for (int level = 1; level < blocks.levels(); level++) {
            for (int node = 0; node < blocks.nodes(level); node++) {
                for (int child = Blocks.firstChild(node); child < blocks.endChild(level, node); child++) {
                    earliest.addAll(all, blocks.index(level - 1, child) * SpanIndex.MAX_LEAVES);
                }
                earliest.drainTo(all, blocks.index(level, node) * SpanIndex.MAX_LEAVES);
            }
        }
        return all;
    }
}
