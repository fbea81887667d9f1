package org.openledger.attribution.spans;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns rows into an index file: text, suffix array, and the summaries that make queries fast. Linear in the tokens. */
final class IndexBuilder {
    /** The symbol after each row; token ids are shifted up by one to make room for it. */
    static final int SEPARATOR = 0;
    /** Longest text, separators included: what one Java array holds. */
    private static final int MAX_TEXT = Integer.MAX_VALUE - 64;

    static final int NONE = -1;

    private final List<IndexedRow> rows;
    private final Map<String, Integer> contributorNumbers = new LinkedHashMap<>();
    private final int[] rowContributors;
    private final int[] rowStarts;
    private final int[] text;
    private final int alphabet;

    IndexBuilder(List<IndexedRow> rows) {
        this.rows = rows;
        this.rowContributors = new int[rows.size()];
        this.rowStarts = new int[rows.size() + 1];
        int length = 0;
        for (int row = 0; row < rows.size(); row++) {
            Integer next = contributorNumbers.size();
            Integer known = contributorNumbers.putIfAbsent(rows.get(row).contributor(), next);
            rowContributors[row] = known == null ? next : known;
            rowStarts[row] = length;
            if (rows.get(row).ids().length >= MAX_TEXT - length) {
                throw new SpanIndexException("the rows have more than " + MAX_TEXT
                        + " tokens, which is the most one index holds. Build several indexes");
            }
            length += rows.get(row).ids().length + 1;
        }
        rowStarts[rows.size()] = length;
        this.text = new int[length];
        this.alphabet = fillText() + 1;
    }

    /** Returns the largest symbol. */
    private int fillText() {
        int largest = SEPARATOR;
        int at = 0;
        for (IndexedRow row : rows) {
            for (int id : row.ids()) {
                text[at++] = id + 1;
                largest = Math.max(largest, id + 1);
            }
            text[at++] = SEPARATOR;
        }
        return largest;
    }

    /** Builds and writes everything; returns the digest. */
    String write(Path path) throws IOException {
        try (IndexFile.Writer out = new IndexFile.Writer(path)) {
            Blocks blocks = new Blocks(text.length);
            int tokenWidth = Column.widthFor(alphabet - 1);
            out.numbers(text, tokenWidth);
            out.end(Section.TOKENS);
            int[] suffixes = SuffixArray.of(text, alphabet);
            out.numbers(suffixes, Integer.BYTES);
            out.end(Section.SUFFIXES);
            int overlapWidth = writeOverlaps(out, suffixes, blocks);
            out.numbers(SuffixArray.bucketHeads(text, alphabet), Integer.BYTES);
            out.end(Section.BUCKETS);
            int[] rowOfRank = rowOfRank(suffixes);
            writeRows(out);
            out.numbers(earliestRows(rowOfRank, blocks), Integer.BYTES);
            out.end(Section.EARLIEST_ROWS);
            out.numbers(minima(previousOfContributor(rowOfRank), blocks), Integer.BYTES);
            out.end(Section.PREVIOUS_MINIMA);
            IndexHeader header = new IndexHeader(
                    text.length,
                    alphabet,
                    rows.size(),
                    contributorNumbers.size(),
                    tokenWidth,
                    overlapWidth,
                    out.extents());
            out.finish(header);
            return header.digest();
        }
    }

    /** Writes ranks, overlaps and their minima; returns the width of an overlap. */
    private int writeOverlaps(IndexFile.Writer out, int[] suffixes, Blocks blocks) throws IOException {
        int[] ranks = Overlaps.inverse(suffixes);
        out.numbers(ranks, Integer.BYTES);
        out.end(Section.RANKS);
        int[] overlaps = Overlaps.of(text, suffixes, ranks, SEPARATOR);
        int width = Column.widthFor(Arrays.stream(overlaps).max().orElse(0));
        out.numbers(overlaps, width);
        out.end(Section.OVERLAPS);
        out.numbers(minima(overlaps, blocks), Integer.BYTES);
        out.end(Section.OVERLAP_MINIMA);
        return width;
    }

    private void writeRows(IndexFile.Writer out) throws IOException {
        out.numbers(rowStarts, Integer.BYTES);
        out.end(Section.ROW_STARTS);
        out.numbers(rowSamples(), Integer.BYTES);
        out.end(Section.ROW_SAMPLES);
        out.numbers(rowContributors, Integer.BYTES);
        out.end(Section.ROW_CONTRIBUTORS);
        for (IndexedRow row : rows) {
            out.bytes(HexFormat.of().parseHex(row.leaf()));
        }
        out.end(Section.LEAVES);
        for (String contributor : contributorNumbers.keySet()) {
            byte[] name = contributor.getBytes(StandardCharsets.UTF_8);
            out.bytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(IndexFile.BYTE_ORDER)
                    .putInt(name.length)
                    .array());
            out.bytes(name);
        }
        out.end(Section.CONTRIBUTORS);
    }

    private int[] rowSamples() {
        int[] samples = new int[Math.ceilDiv(text.length, RowTable.SAMPLE)];
        int row = 0;
        for (int s = 0; s < samples.length; s++) {
            while (rowStarts[row + 1] <= s * RowTable.SAMPLE) {
                row++;
            }
            samples[s] = row;
        }
        return samples;
    }

    private int[] rowOfRank(int[] suffixes) {
        int[] rowOfPosition = new int[text.length];
        for (int row = 0; row < rows.size(); row++) {
            Arrays.fill(rowOfPosition, rowStarts[row], rowStarts[row + 1], row);
        }
        int[] rowOfRank = new int[text.length];
        for (int k = 0; k < suffixes.length; k++) {
            rowOfRank[k] = rowOfPosition[suffixes[k]];
        }
        return rowOfRank;
    }

    /** For each rank, the nearest smaller rank of a suffix by the same contributor, or {@value #NONE}. */
    private int[] previousOfContributor(int[] rowOfRank) {
        int[] last = new int[contributorNumbers.size()];
        Arrays.fill(last, NONE);
        int[] previous = new int[rowOfRank.length];
        for (int k = 0; k < previous.length; k++) {
            int contributor = rowContributors[rowOfRank[k]];
            previous[k] = last[contributor];
            last[contributor] = k;
        }
        return previous;
    }

    private static int[] minima(int[] values, Blocks blocks) {
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

    private static int[] earliestRows(int[] rowOfRank, Blocks blocks) {
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
