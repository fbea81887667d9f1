package org.openledger.attribution.spans;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.attribution.spans.file.IndexFile;
import org.openledger.attribution.spans.file.SpanIndexException;

/**
 * The list of a folder's shards: a text of the lines {@code openledger spans 1}, {@code tokenizer DIGEST}, for each shard
 * {@code shard FILE DIGEST}, and last {@code sha256 DIGEST} of all lines before it.
 */
record ShardList(String tokenizerDigest, List<Entry> shards) {
    static final String NAME = "spans.list";
    private static final String FIRST_LINE = "openledger spans 1";
    private static final Pattern TOKENIZER = Pattern.compile("tokenizer ([0-9a-f]{64})");
    private static final Pattern SHARD = Pattern.compile("shard (shard-[0-9]{5}\\.spans) ([0-9a-f]{64})");
    private static final int MAX_SHARDS = 99_999;

    /** A shard's file and its digest. */
    record Entry(String file, String digest) {}

    ShardList {
        shards = List.copyOf(shards);
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    static ShardList read(Path folder) {
        Path file = folder.resolve(NAME);
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new SpanIndexException(
                    folder + " holds no span index: " + NAME + " is missing. Make one with \"spans build\"", e);
        } catch (IOException e) {
            throw new SpanIndexException("cannot read " + file + ": " + e, e);
        }
        int end = text.lastIndexOf("sha256 ");
        if (end < 0 || !text.substring(end).equals(lastLine(text.substring(0, end)))) {
            throw damaged(file);
        }
        String[] lines = text.substring(0, end).split("\n", -1);
        Matcher tokenizer = TOKENIZER.matcher(lines.length > 1 ? lines[1] : "");
        if (!lines[0].equals(FIRST_LINE) || !tokenizer.matches()) {
            throw damaged(file);
        }
        List<Entry> shards = new ArrayList<>();
        for (int i = 2; i < lines.length - 1; i++) {
            Matcher shard = SHARD.matcher(lines[i]);
            if (!shard.matches()) {
                throw damaged(file);
            }
            shards.add(new Entry(shard.group(1), shard.group(2)));
        }
        return new ShardList(tokenizer.group(1), shards);
    }

    private static SpanIndexException damaged(Path file) {
        return new SpanIndexException(file + " is damaged: its checksum differs. Build the index again from the rows");
    }

    private String body() {
        StringBuilder text = new StringBuilder(FIRST_LINE + "\ntokenizer " + tokenizerDigest + "\n");
        shards.forEach(shard -> text.append("shard %s %s\n".formatted(shard.file(), shard.digest())));
        return text.toString();
    }

    private static String lastLine(String body) {
        return "sha256 " + sha256(body) + "\n";
    }

    private static String sha256(String body) {
        return HexFormat.of().formatHex(IndexFile.sha256().digest(body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    String digest() {
        return sha256(body());
    }

    /** The name of the next shard. */
    String nextFile() {
        if (shards.size() == MAX_SHARDS) {
            throw new SpanIndexException(
                    "a folder holds at most " + MAX_SHARDS + " shards. Build it anew from all rows");
        }
        return "shard-%05d.spans".formatted(shards.size() + 1);
    }

    ShardList with(Entry shard) {
        List<Entry> more = new ArrayList<>(shards);
        more.add(shard);
        return new ShardList(tokenizerDigest, more);
    }

    /** Replaces the folder's list by this one, at once. */
    void write(Path folder) throws IOException {
        Path unfinished = folder.resolve(NAME + ".unfinished");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap((body() + lastLine(body())).getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                unfinished, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
