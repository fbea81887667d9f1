package org.openledger.attribution.spans;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.openledger.attribution.spans.file.BackwardSearch;
import org.openledger.attribution.spans.file.Blocks;
import org.openledger.attribution.spans.file.Column;
import org.openledger.attribution.spans.file.IndexFile;
import org.openledger.attribution.spans.file.IndexHeader;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.attribution.spans.file.OverlapTable;
import org.openledger.attribution.spans.file.RowExtents;
import org.openledger.attribution.spans.file.Section;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.attribution.spans.file.Tier;

/**
 * An index over the token ids of training rows, which tells every part of an answer that stands in them word for word. The file
 * is mapped, not loaded; an open index never changes and serves any number of threads. Nothing may write to the file while it
 * is open.
 */
public final class SpanIndex implements AutoCloseable {
    /** Rows listed for one span. */
    public static final int MAX_LEAVES = IndexHeader.MAX_LEAVES;
    /** Longest answer that is matched. */
    public static final int MAX_ANSWER_TOKENS = 1 << 20;
    /** Largest token id of a row. */
    public static final int MAX_TOKEN_ID = IndexedRow.MAX_TOKEN_ID;

    private final Arena arena;
    private final String digest;
    private final Column tokens;
    private final RowExtents rows;
    private final BackwardSearch search;
    private final SuffixWalk walk;
    private final Occurrences occurrences;

    private SpanIndex(Path path, Arena arena) {
        IndexFile.Mapped file = IndexFile.map(path, arena);
        if (file.header().tier() != Tier.ROWS) {
            throw new SpanIndexException(
                    path + " is a shard of a folder, which has no rows. Open its folder with \"spans match\"");
        }
        Blocks blocks = new Blocks(file.header().textLength());
        this.arena = arena;
        this.digest = file.header().digest();
        this.tokens = new Column(file.bytes(Section.TOKENS), file.header().tokenBits());
        this.rows = new RowExtents(file, path.toString());
        this.search = new BackwardSearch(file);
        this.walk = new SuffixWalk(search, new OverlapTable(file, blocks));
        this.occurrences = new Occurrences(file, blocks, rows);
    }

    /**
     * Builds an index of rows, in their order, and writes it to {@code out}, which is replaced only when the new one is whole. Takes
     * about 20 bytes of memory a token while it runs. The same rows give the same bytes.
     *
     * @return the digest
     */
    public static String build(List<IndexedRow> rows, Path out) {
        SymbolText text = new SymbolText();
        for (IndexedRow row : rows) {
            if (!text.hasRoomFor(row.ids())) {
                throw new SpanIndexException("the rows have more than " + SymbolText.MAX_LENGTH
                        + " tokens, which is the most one index holds. Build several indexes");
            }
            text.add(row.ids(), row.contributor());
        }
        try {
            return new SpanIndexBuilder(text)
                    .writeWithRows(out, rows.stream().map(IndexedRow::leaf).toList());
        } catch (IOException e) {
            throw new SpanIndexException(
                    "cannot write the span index " + out + ": " + e + ". Check the folder and free space", e);
        }
    }

    /** Opens an index after comparing each of its bytes with the checksums; a damaged file is refused by name of the section. */
    public static SpanIndex open(Path path) {
        Arena arena = Arena.ofShared();
        try {
            return new SpanIndex(path, arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** {@link #open(Path)} of the very index with this digest; a whole one of other rows, such as an older one, is refused. */
    public static SpanIndex open(Path path, String digest) {
        SpanIndex index = open(path);
        if (!index.digest().equals(digest)) {
            index.close();
            throw new SpanIndexException(path + " has the digest " + index.digest() + ", not " + digest
                    + ": it is of other rows or another version. Build the index again from the model's rows");
        }
        return index;
    }

    /** The digest a file says it has, to find it by; only opening it compares its bytes. */
    public static String statedDigest(Path path) {
        return IndexFile.statedDigest(path);
    }

    /** SHA-256 that stands for every byte of the file, 64 hex digits: {@code head -c 2016 FILE | sha256sum}. */
    public String digest() {
        return digest;
    }

    /** Rows in the index. */
    public int rows() {
        return rows.rows();
    }

    /** Tokens of all rows. */
    public int tokens() {
        return rows.start(rows.rows()) - rows.rows();
    }

    /** Contributors by number, in the order of their first rows. */
    public List<String> contributors() {
        return rows.contributors();
    }

    public String leaf(int row) {
        return rows.leaf(row);
    }

    public String contributor(int row) {
        return rows.contributors().get(rows.contributorOf(row));
    }

    /** Tokens of a row. */
    public int length(int row) {
        return rows.length(row);
    }

    /** The token ids of a row. */
    public int[] ids(int row) {
        int[] ids = new int[rows.length(row)];
        int start = rows.start(row);
        Arrays.setAll(ids, i -> tokens.get(start + i) - 1);
        return ids;
    }

    /** How often a token stands in all rows. */
    public int occurrences(int token) {
        return search.bucketEnd(token) - search.bucketStart(token);
    }

    /** −log₂ p of each token, p being how frequent it is in all rows; 0 for one that stands in none. */
    public double[] informationBits(int[] ids) {
        return Arrays.stream(ids)
                .mapToDouble(id -> Information.bits(occurrences(id), tokens()))
                .toArray();
    }

    /** The rows a token stands in, one entry for each occurrence, in ascending order. */
    public int[] rowsWith(int token) {
        int first = search.bucketStart(token);
        int[] found = new int[occurrences(token)];
        Arrays.setAll(found, i -> occurrences.rowOfRank(first + i));
        Arrays.sort(found);
        return found;
    }

    /**
     * All maximal matching spans of an answer: those of at least {@code minLength} tokens that stand in a row and are not part of a
     * longer one. At most one begins at each token; they come from left to right.
     *
     * @param answerIds the answer's token ids, each ≥ 0; unknown ones match nothing
     */
    public List<Span> match(int[] answerIds, int minLength) {
        checkAnswer(answerIds, minLength);
        List<Span> spans = new ArrayList<>();
        Occurrences.Listing listing = occurrences.listing();
        walk.walk(
                answerIds,
                minLength,
                (start, length, low, high) -> spans.add(listing.describe(start, length, low, high)));
        Collections.reverse(spans);
        return spans;
    }

    static void checkAnswer(int[] answerIds, int minLength) {
        if (minLength < 1) {
            throw new SpanIndexException("the shortest span must have at least 1 token, not " + minLength);
        }
        if (answerIds.length > MAX_ANSWER_TOKENS) {
            throw new SpanIndexException(
                    "an answer of " + answerIds.length + " tokens; at most " + MAX_ANSWER_TOKENS + " are matched");
        }
        for (int id : answerIds) {
            if (id < 0) {
                throw new SpanIndexException("the answer has the token id " + id + "; ids are 0 or more");
            }
        }
    }

    /** Unmaps the file. The index must not be used by any thread at that time or later. */
    @Override
    public void close() {
        arena.close();
    }
}
