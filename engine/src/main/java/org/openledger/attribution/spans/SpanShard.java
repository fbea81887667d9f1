package org.openledger.attribution.spans;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.openledger.attribution.spans.file.BackwardSearch;
import org.openledger.attribution.spans.file.Blocks;
import org.openledger.attribution.spans.file.Column;
import org.openledger.attribution.spans.file.ContributorNames;
import org.openledger.attribution.spans.file.Holders;
import org.openledger.attribution.spans.file.IndexFile;
import org.openledger.attribution.spans.file.OverlapTable;
import org.openledger.attribution.spans.file.SampledHolders;
import org.openledger.attribution.spans.file.Section;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.attribution.spans.file.Tier;

/** One mapped index file of the fast or the compact tier: spans, counts and contributors, but no rows. */
final class SpanShard {
    private final String digest;
    private final long tokens;
    private final BackwardSearch search;
    private final SpanWalk walk;
    private final Holders holders;
    private final List<String> contributors;

    /** A span of an answer in this shard; contributors are numbers of the shard. */
    @SuppressWarnings("ArrayRecordComponent") // handed over; nobody changes them afterwards
    record Match(int start, int length, int count, int[] holders) {}

    /** Maps a file after comparing each of its bytes with the checksums; it stays mapped as long as the arena lives. */
    SpanShard(Path path, Arena arena) {
        IndexFile.Mapped file = IndexFile.map(path, arena);
        if (file.header().tier() == Tier.ROWS) {
            throw new SpanIndexException(path + " is the index of one model's rows, not a shard of a folder");
        }
        Blocks blocks = new Blocks(file.header().textLength());
        this.digest = file.header().digest();
        this.tokens = (long) file.header().textLength() - file.header().rows();
        boolean compact = file.header().tier() == Tier.COMPACT;
        this.search = new BackwardSearch(file);
        this.walk = compact ? new BareWalk(search) : new SuffixWalk(search, new OverlapTable(file, blocks));
        IntUnaryOperator holderOfRank = compact
                ? new SampledHolders(file, search, path.toString())
                : new Column(file.bytes(Section.HOLDERS), file.header().holderBits())::get;
        this.holders = new Holders(holderOfRank, file, blocks);
        this.contributors = ContributorNames.read(file, path.toString());
    }

    String digest() {
        return digest;
    }

    long tokens() {
        return tokens;
    }

    /** How often a token stands in all rows. */
    int occurrences(int token) {
        return search.bucketEnd(token) - search.bucketStart(token);
    }

    List<String> contributors() {
        return contributors;
    }

    /** All maximal spans of at least {@code minLength} tokens, from right to left. */
    List<Match> match(int[] answer, int minLength) {
        List<Match> found = new ArrayList<>();
        Holders.Listing listing = holders.listing();
        walk.walk(
                answer,
                minLength,
                (start, length, low, high) ->
                        found.add(new Match(start, length, high - low + 1, listing.of(low, high))));
        return found;
    }
}
