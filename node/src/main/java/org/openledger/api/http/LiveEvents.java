package org.openledger.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openledger.client.node.NodeEndpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/events}: server-sent events that say what has changed. A reader that is too slow is let go and comes
 * back by itself, as EventSource does.
 */
public final class LiveEvents implements Handlers.Noun, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final int MAX_WAITING = 256;
    private static final long RETRY_MILLIS = 5_000;

    private final Options options;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * What an operator chooses.
     *
     * @param maxReaders streams that may be open; more are refused
     * @param maxOfClient streams that one client may have open; more are refused
     * @param heartbeat a silent stream says so often that it lives
     */
    public record Options(int maxReaders, int maxOfClient, Duration heartbeat) {
        public static final Options STANDARD = new Options(200, 32, Duration.ofSeconds(15));
    }

    public LiveEvents(Options options) {
        this.options = options;
    }

    /** What kind of thing changed; the name of the event. */
    public enum Kind {
        RECEIPT,
        DATANET,
        MODEL,
        RUN,
        EPOCH;

        String eventName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Tells every reader. Never waits. */
    public void announce(Kind kind, Object data) {
        if (readers.isEmpty()) {
            return;
        }
        byte[] event = ("event: " + kind.eventName() + "\ndata: " + JsonFormat.write(data) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        readers.forEach(reader -> reader.offer(event));
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.write(NodeEndpoints.EVENTS, call -> {
            Reader reader = open(call.client());
            try (ClientWatch _ = ClientWatch.start(call.context(), reader::end)) {
                call.context().contentType("text/event-stream");
                reader.serve(call.context().res().getOutputStream());
            } catch (IOException left) {
                LOG.debug("a reader of events left: {}", left.getMessage());
            } finally {
                readers.remove(reader);
            }
        });
    }

    private synchronized Reader open(String client) {
        if (closed || readers.size() >= options.maxReaders()) {
            throw ApiException.overloaded(
                    RETRY_MILLIS, "The node has " + options.maxReaders() + " readers of events, the most it takes.");
        }
        long theirs =
                readers.stream().filter(reader -> reader.client.equals(client)).count();
        if (theirs >= options.maxOfClient()) {
            throw ApiException.tooMany(
                    RETRY_MILLIS,
                    "Your address reads events in " + theirs + " streams, the most it may: close one of them.");
        }
        Reader reader = new Reader(client);
        readers.add(reader);
        return reader;
    }

    /** Ends every stream, so that the server can stop. */
    @Override
    public void close() {
        closed = true;
        readers.forEach(Reader::end);
    }

    /** One open stream. */
    private final class Reader {
        private final String client;
        private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
        private volatile boolean ended;

        Reader(String client) {
            this.client = client;
        }

        void offer(byte[] event) {
            if (!waiting.offer(event)) {
                end();
            }
        }

        void end() {
            ended = true;
            waiting.clear();
            waiting.offer(new byte[0]);
        }

        void serve(OutputStream out) throws IOException, InterruptedException {
            write(out, ": welcome\n\n".getBytes(StandardCharsets.UTF_8));
            while (!ended && !closed) {
                byte[] event = waiting.poll(options.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
                write(out, event == null ? ": still here\n\n".getBytes(StandardCharsets.UTF_8) : event);
            }
        }

        private static void write(OutputStream out, byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }
    }
}
