package org.openledger.bench.spans;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The method that infini-gram published (Liu et al., "Infini-gram: Scaling Unbounded n-gram Language Models to a Trillion Tokens",
 * COLM 2024; Liu et al., "OLMoTrace", 2025): a table of token ids of two bytes with a separator before each row, a plain suffix array
 * of its byte offsets in the fewest whole bytes, both mapped from disk; the longest match from each place of a query is found by
 * binary searches for its first and last suffix; spans that another one contains are dropped; rows come from reading every
 * occurrence's pointer. Suffixes are sorted here by comparing them, which costs no more than its sort at these sizes.
 */
final class InfiniGram implements AutoCloseable {
    private static final int SEPARATOR = 0xFFFF;
    private static final ValueLayout.OfShort TOKEN =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt POINTER = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    record Span(int start, int length, long count, long low, long end) {}

    private final Arena arena = Arena.ofShared();
    private final MemorySegment tokens;
    private final MemorySegment pointers;
    private final long[] rowStarts;
    private final long size;

    private InfiniGram(Path folder) throws IOException {
        tokens = map(folder.resolve("tokenized"));
        pointers = map(folder.resolve("table"));
        MemorySegment offsets = map(folder.resolve("offset"));
        rowStarts = offsets.toArray(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
        size = tokens.byteSize() / Short.BYTES;
    }

    static InfiniGram open(Path folder) throws IOException {
        return new InfiniGram(folder);
    }

    private MemorySegment map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    static void build(List<int[]> rows, Path folder) throws IOException {
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Files.createDirectories(folder);
        int size = rows.stream().mapToInt(row -> row.length + 1).sum();
        char[] text = new char[size];
        ByteBuffer starts = ByteBuffer.allocate(Long.BYTES * rows.size()).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (int[] row : rows) {
            starts.putLong(at);
            text[at++] = SEPARATOR;
            for (int id : row) {
                text[at++] = (char) id;
            }
        }
        int[] order = sorted(text);
        write(folder.resolve("offset"), starts.flip());
        ByteBuffer tokens = ByteBuffer.allocate(Short.BYTES * size).order(ByteOrder.LITTLE_ENDIAN);
        tokens.asCharBuffer().put(text);
        write(folder.resolve("tokenized"), tokens);
        ByteBuffer pointers = ByteBuffer.allocate(Integer.BYTES * size).order(ByteOrder.LITTLE_ENDIAN);
        pointers.asIntBuffer().put(order);
        write(folder.resolve("table"), pointers);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e9;
        System.out.printf(
                "infini-gram's method: index %.2f CPU s from tokens (%.1f M tokens/s), %,d bytes%n",
                seconds,
                size / 1e6 / seconds,
                Files.size(folder.resolve("tokenized"))
                        + Files.size(folder.resolve("table"))
                        + Files.size(folder.resolve("offset")));
    }

    /** Buckets by the first two tokens, then each by multikey quicksort (J. Bentley, R. Sedgewick, 1997). */
    private static int[] sorted(char[] text) {
        int[] order = new int[text.length];
        int[] next = new int[(1 << Character.SIZE) + 1];
        for (char token : text) {
            next[token + 1]++;
        }
        for (int c = 0; c < 1 << Character.SIZE; c++) {
            next[c + 1] += next[c];
        }
        int[] ends = Arrays.copyOfRange(next, 1, next.length);
        for (int i = 0; i < text.length; i++) {
            order[next[text[i]]++] = i;
        }
        int from = 0;
        for (int end : ends) {
            sort(text, order, from, end, 1);
            from = end;
        }
        return order;
    }

    private static void sort(char[] text, int[] order, int from, int to, int depth) {
        while (to - from > 1) {
            int pivot = at(text, order[(from + to) >>> 1] + depth);
            int low = from;
            int high = to;
            for (int k = from; k < high; ) {
                int token = at(text, order[k] + depth);
                if (token < pivot) {
                    swap(order, low++, k++);
                } else if (token > pivot) {
                    swap(order, k, --high);
                } else {
                    k++;
                }
            }
            sort(text, order, from, low, depth);
            sort(text, order, high, to, depth);
            from = low;
            to = high;
            depth++;
        }
    }

    private static int at(char[] text, int place) {
        return place < text.length ? text[place] : -1;
    }

    private static void swap(int[] order, int left, int right) {
        int moved = order[left];
        order[left] = order[right];
        order[right] = moved;
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    List<Span> match(int[] query, int minTokens) {
        List<Span> spans = new ArrayList<>();
        int reached = 0;
        for (int start = 0; start < query.length; start++) {
            int length = longest(query, start);
            if (start + length > reached && length >= minTokens) {
                long low = search(query, start, length, false);
                long end = search(query, start, length, true);
                spans.add(new Span(start, length, end - low, low, end));
            }
            reached = Math.max(reached, start + length);
        }
        return spans;
    }

    /** One binary search for the whole rest of the query; the longest match is with one of the two suffixes around its place. */
    private int longest(int[] query, int start) {
        long place = search(query, start, query.length - start, false);
        int before = place > 0 ? common(query, start, place - 1) : 0;
        int after = place < size ? common(query, start, place) : 0;
        return Math.max(before, after);
    }

    private int common(int[] query, int start, long rank) {
        long suffix = pointer(rank);
        int length = 0;
        while (start + length < query.length
                && suffix + length < size
                && token(suffix + length) == query[start + length]) {
            length++;
        }
        return length;
    }

    /** First rank whose suffix is not below the phrase, or, past it, does not begin with it. */
    private long search(int[] query, int start, int length, boolean past) {
        long from = 0;
        long to = size;
        while (from < to) {
            long middle = (from + to) >>> 1;
            int order = compare(query, start, length, pointer(middle));
            if (order < 0 || (past && order == 0)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int compare(int[] query, int start, int length, long suffix) {
        for (int i = 0; i < length; i++) {
            int token = suffix + i < size ? token(suffix + i) : -1;
            if (token != query[start + i]) {
                return Integer.compare(token, query[start + i]);
            }
        }
        return 0;
    }

    private int token(long place) {
        return Short.toUnsignedInt(tokens.get(TOKEN, Short.BYTES * place));
    }

    private long pointer(long rank) {
        return Integer.toUnsignedLong(pointers.get(POINTER, Integer.BYTES * rank));
    }

    /** Distinct rows of all spans together, by reading every occurrence. */
    long rows(List<Span> spans) {
        long rows = 0;
        for (Span span : spans) {
            Set<Integer> distinct = new HashSet<>();
            for (long rank = span.low(); rank < span.end(); rank++) {
                int found = Arrays.binarySearch(rowStarts, pointer(rank));
                distinct.add(found < 0 ? -found - 2 : found);
            }
            rows += distinct.size();
        }
        return rows;
    }

    @Override
    public void close() {
        arena.close();
    }
}
