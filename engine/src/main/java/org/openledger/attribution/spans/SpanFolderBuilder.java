package org.openledger.attribution.spans;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.attribution.spans.file.Tier;

/** Appends rows to a folder, in shards of bounded size, so that memory does not grow with the corpus. */
public final class SpanFolderBuilder {
    /** Most tokens after which a shard is closed. */
    static final int MAX_SHARD_TOKENS = 1 << 29;
    /** What building a shard takes. */
    private static final int MEMORY_BYTES_PER_TOKEN = 20;

    private final Path folder;
    private final int shardTokens;
    private final Tier tier;
    private ShardList list;
    private SymbolText rows = new SymbolText();
    private long tokens;

    /**
     * Begins, or goes on with, the index in a folder.
     *
     * @param tokenizerDigest SHA-256 of the tokenizer that makes the token ids
     * @param compact whether the new rows are for asking seldom, and so to take a third of the bytes; others in the folder stay
     */
    public SpanFolderBuilder(Path folder, String tokenizerDigest, boolean compact) {
        this(folder, tokenizerDigest, compact ? Tier.COMPACT : Tier.FAST, tokensThatFit());
    }

    /** A query walks every shard, so they are as large as memory allows: a power of two, that the same rows give the same shards. */
    private static int tokensThatFit() {
        long fitting = Runtime.getRuntime().maxMemory() / MEMORY_BYTES_PER_TOKEN;
        return (int) Math.min(MAX_SHARD_TOKENS, Long.highestOneBit(fitting));
    }

    SpanFolderBuilder(Path folder, String tokenizerDigest, Tier tier, int shardTokens) {
        this.folder = folder;
        this.tier = tier;
        this.shardTokens = shardTokens;
        this.list = ShardList.isIn(folder) ? ShardList.read(folder) : new ShardList(tokenizerDigest, List.of());
        if (!list.tokenizerDigest().equals(tokenizerDigest)) {
            throw new SpanIndexException(folder + " is an index of the tokenizer " + list.tokenizerDigest()
                    + ", not of " + tokenizerDigest + ". Name that tokenizer, or another folder");
        }
    }

    /** Adds one row: its token ids, each ≥ 0, and who gave it. */
    public void add(int[] ids, String contributor) {
        int nameBytes = contributor.getBytes(StandardCharsets.UTF_8).length;
        if (nameBytes == 0 || nameBytes > IndexedRow.MAX_CONTRIBUTOR_BYTES) {
            throw new SpanIndexException("a contributor's name has " + nameBytes + " bytes; it needs 1 to "
                    + IndexedRow.MAX_CONTRIBUTOR_BYTES);
        }
        if (rows.length() > 0 && rows.length() + (long) ids.length >= shardTokens) {
            closeShard();
        }
        rows.add(ids, contributor);
        tokens += ids.length;
    }

    /** Tokens added so far. */
    public long tokens() {
        return tokens;
    }

    /** Puts the new rows into the index, all at once; until then it is the old one. Returns the digest. */
    public String finish() {
        if (rows.length() > 0 || list.shards().isEmpty()) {
            closeShard();
        }
        try {
            list.write(folder);
        } catch (IOException e) {
            throw notWritten(ShardList.NAME, e);
        }
        return list.digest();
    }

    private void closeShard() {
        String file = list.nextFile();
        try {
            Files.createDirectories(folder);
            String digest = new SpanIndexBuilder(rows).writeShard(folder.resolve(file), tier);
            list = list.with(new ShardList.Entry(file, digest));
        } catch (IOException e) {
            throw notWritten(file, e);
        }
        rows = new SymbolText();
    }

    private SpanIndexException notWritten(String file, IOException cause) {
        return new SpanIndexException(
                "cannot write the span index " + folder.resolve(file) + ": " + cause
                        + ". Check the folder and free space",
                cause);
    }
}
