package org.openledger.upstream;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call of HTTP whose body is read as it comes: no further than its reader is, and no longer than its reader wants. */
final class Exchange implements Flow.Subscriber<List<ByteBuffer>> {
    /** What may happen next. */
    sealed interface Event {
        /** The status is there. */
        record Status(int code) implements Event {}

        /** Some of the body. */
        @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
        record Bytes(byte[] bytes) implements Event {}

        /** The body is over. */
        record End() implements Event {}

        /** The connection broke, or never was. */
        record Broken(Throwable cause) implements Event {}

        /** The reader was told to look again. */
        record Woken() implements Event {}
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> response;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;

    private Exchange(HttpClient http, HttpRequest request) {
        response = http.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher());
    }

    static Exchange start(HttpClient http, HttpRequest request) {
        Exchange exchange = new Exchange(http, request);
        var _ = exchange.response.whenComplete(exchange::begin);
        return exchange;
    }

    private void begin(@Nullable HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer, @Nullable Throwable failure) {
        if (answer == null) {
            events.add(new Event.Broken(failure == null ? new IllegalStateException("no answer") : failure));
        } else {
            events.add(new Event.Status(answer.statusCode()));
            answer.body().subscribe(this);
        }
    }

    /** What happens next; empty where nothing does for so long. */
    Optional<Event> next(Duration patience) throws InterruptedException {
        Event event = events.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        Flow.Subscription from = subscription;
        if (event instanceof Event.Bytes && from != null) {
            from.request(1);
        }
        return Optional.ofNullable(event);
    }

    /** Lets the reader look again at what it waits for. From any thread. */
    void wake() {
        events.add(new Event.Woken());
    }

    /** Ends the connection, unless the body is over. From any thread. */
    void close() {
        closed = true;
        response.cancel(true);
        Flow.Subscription from = subscription;
        if (from != null) {
            from.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription from) {
        subscription = from;
        if (closed) {
            from.cancel();
        } else {
            from.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        int size = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        buffers.forEach(bytes::put);
        events.add(new Event.Bytes(bytes.array()));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event.Broken(failure));
    }

    @Override
    public void onComplete() {
        events.add(new Event.End());
    }
}
