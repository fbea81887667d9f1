package org.openledger.api.http;

import io.javalin.http.Context;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that bodies may take while they are read and parsed, whoever sends them. JSON takes up to thirty times its bytes
 * as a tree ({@code [[],[],…}), so that a thousand large bodies at once would be more than there is. Small bodies are free: one
 * fits each connection. One client has a quarter at most.
 */
final class BodyMemory {
    static final int FREE_BYTES = 2 << 10;
    private static final int TREE = 32;
    private static final int PART_OF_HEAP = 4;
    private static final int SHARE = 4;
    private static final long RETRY_MILLIS = 1_000;

    private final long mostBytes;
    private final AtomicLong takenBytes = new AtomicLong();
    private final ConcurrentMap<String, Long> ofClient = new ConcurrentHashMap<>();

    /** @param heapBytes of the process */
    BodyMemory(long heapBytes) {
        // every client has room for one body of the largest size
        this.mostBytes = Math.max(heapBytes / PART_OF_HEAP, (long) SHARE * TREE * RequestBody.MAX_JSON_BYTES);
    }

    /** Memory that is taken, until it is closed. */
    @FunctionalInterface
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes what the body of a request needs at most. A 429 where this client has too much, a 503 where all have. */
    Part take(String client, Context context) {
        long bytes = TREE * lengthOf(context);
        if (bytes <= (long) TREE * FREE_BYTES) {
            return () -> {};
        }
        long theirs = ofClient.merge(client, bytes, Long::sum);
        long all = takenBytes.addAndGet(bytes);
        if (theirs > mostBytes / SHARE) {
            free(client, bytes);
            throw ApiException.tooMany(RETRY_MILLIS, "Your address sends too many large bodies at once.");
        }
        if (all > mostBytes) {
            free(client, bytes);
            throw ApiException.overloaded(RETRY_MILLIS, "The node reads too many large bodies at once.");
        }
        return () -> free(client, bytes);
    }

    private void free(String client, long bytes) {
        takenBytes.addAndGet(-bytes);
        ofClient.computeIfPresent(client, (_, had) -> had == bytes ? null : had - bytes);
    }

    /** At most what any body is read to. A body in chunks may have any length. */
    private static long lengthOf(Context context) {
        long declared = context.req().getContentLengthLong();
        if (declared >= 0) {
            return Math.min(declared, RequestBody.MAX_JSON_BYTES);
        }
        return context.header("Transfer-Encoding") == null ? 0 : RequestBody.MAX_JSON_BYTES;
    }
}
