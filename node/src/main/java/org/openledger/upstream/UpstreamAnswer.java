package org.openledger.upstream;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.UpstreamScores;
import org.openledger.model.BaseModel;
import org.openledger.serve.Answer;
import org.openledger.serve.Answer.Finish;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.RelayedText;
import org.openledger.serve.RunningAnswer;
import org.openledger.upstream.UpstreamException.Sort;

/**
 * An answer that upstreams are asked for, read by whoever wants it: there is no thread behind it. Until its first token it may go
 * to another server; after that it is whole, or it fails.
 */
public final class UpstreamAnswer implements RunningAnswer {
    private static final String DONE = "[DONE]";
    private static final String PATH = "/v1/completions";
    private static final int OK = 200;
    private static final int MAX_REFUSAL_BYTES = 4_096;

    private final RemoteAdapter adapter;
    private final GenerationRequest request;
    private final BaseModel base;
    private final UpstreamOptions options;
    private final UpstreamMeters meters;
    private final Iterator<UpstreamServer> candidates;
    private final List<String> reasons = new ArrayList<>();
    private final long deadline;
    private final List<Long> nanonats = new ArrayList<>();

    private RelayedText text;
    private EventLines lines = new EventLines();
    private @Nullable UpstreamServer server;
    private volatile @Nullable Exchange exchange;
    private volatile boolean cancelled;
    private boolean closed;
    private boolean again;
    private long bytes;
    /** Tokens that came, with end tokens. */
    private long received;

    private boolean finished;
    private @Nullable String id;
    private Optional<Chunk.Usage> usage = Optional.empty();
    private @Nullable UpstreamException failure;

    UpstreamAnswer(
            RemoteAdapter adapter,
            GenerationRequest request,
            BaseModel base,
            UpstreamOptions options,
            UpstreamMeters meters,
            List<UpstreamServer> candidates) {
        this.adapter = adapter;
        this.request = request;
        this.base = base;
        this.options = options;
        this.meters = meters;
        this.candidates = candidates.iterator();
        this.deadline = System.nanoTime() + options.answer().toNanos();
        this.text = new RelayedText(request, base);
    }

    @Override
    public @Nullable String next() throws InterruptedException {
        while (!closed) {
            String piece = cancelled ? end(Finish.CANCELLED) : step();
            if (!piece.isEmpty()) {
                return piece;
            }
        }
        return null;
    }

    @Override
    public Answer answer() {
        try {
            while (next() != null) {
                // nobody reads the rest
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(Finish.CANCELLED);
        }
        if (failure != null) {
            throw failure;
        }
        return text.answer();
    }

    @Override
    public void cancel() {
        cancelled = true;
        Exchange running = exchange;
        if (running != null) {
            running.wake();
        }
    }

    /** Which server gave the answer, and how likely it says that its tokens were. The answer is over. */
    public UpstreamScores scores() {
        UpstreamServer from = server;
        return new UpstreamScores(
                from == null ? "" : from.name(),
                options.toleranceNanonats(),
                nanonats.subList(0, text.answer().ids().length));
    }

    private String end(Finish why) {
        String rest = text.end(why);
        close();
        return rest;
    }

    private void close() {
        closed = true;
        meters.answered(name());
        Exchange running = exchange;
        if (running != null) {
            running.close();
        }
    }

    /** Goes on by one event; gives the text that it adds. */
    private String step() throws InterruptedException {
        try {
            Exchange running = exchange;
            if (running == null) {
                open();
                return "";
            }
            String event = lines.poll();
            if (event != null) {
                return take(event);
            }
            read(running);
            return "";
        } catch (UpstreamException failed) {
            retryOrFail(failed);
            return "";
        }
    }

    private void open() throws InterruptedException {
        UpstreamServer next = again && server != null ? server : candidates.hasNext() ? candidates.next() : null;
        if (next == null) {
            throw new UpstreamException("");
        }
        server = next;
        text = new RelayedText(request, base);
        lines = new EventLines();
        bytes = 0;
        id = null;
        finished = false;
        usage = Optional.empty();
        next.require(adapter);
        exchange = next.complete(body());
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", adapter.name());
        body.put("prompt", request.promptIds());
        body.put("max_tokens", request.maxTokens());
        body.put("temperature", request.temperature());
        body.put("top_p", request.topP());
        body.put("seed", request.seed());
        body.put("logprobs", 0);
        body.put("return_token_ids", true);
        body.put("stream", true);
        body.put("stream_options", Map.of("include_usage", true));
        return body;
    }

    private void read(Exchange running) throws InterruptedException {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        boolean last = left.compareTo(options.silence()) < 0;
        Optional<Exchange.Event> event = running.next(last ? left : options.silence());
        switch (event.orElse(null)) {
            case null -> throw last ? tooLong() : silent();
            case Exchange.Event.Status(int code) -> {
                if (code != OK) {
                    throw UpstreamServer.refused(PATH, code, refusal(running));
                }
            }
            case Exchange.Event.Bytes(byte[] some) -> {
                bytes += some.length;
                if (bytes > options.maxAnswerBytes()) {
                    throw new UpstreamException("its answer has more than " + options.maxAnswerBytes() + " bytes");
                }
                lines.add(some);
            }
            case Exchange.Event.End _ -> throw new UpstreamException(Sort.DOWN, "its answer ended before it was whole");
            case Exchange.Event.Broken(Throwable cause) ->
                throw new UpstreamException(Sort.DOWN, UpstreamServer.why(cause));
            case Exchange.Event.Woken _ -> {}
        }
    }

    private UpstreamException tooLong() {
        return new UpstreamException(
                "its answer took longer than " + options.answer().toSeconds() + " s");
    }

    private UpstreamException silent() {
        return new UpstreamException(
                Sort.DOWN, "it was silent for " + options.silence().toMillis() + " ms");
    }

    /** The start of what came with a status that is no answer. */
    private byte[] refusal(Exchange running) throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        while (said.size() < MAX_REFUSAL_BYTES) {
            Optional<Exchange.Event> event = running.next(options.silence());
            if (event.isEmpty() || !(event.get() instanceof Exchange.Event.Bytes(byte[] some))) {
                break;
            }
            said.writeBytes(some);
        }
        return said.toByteArray();
    }

    private String take(String event) {
        if (event.equals(DONE)) {
            return done();
        }
        Chunk chunk = Chunk.parse(event);
        if (!chunk.model().equals(adapter.name())) {
            throw new UpstreamException(
                    "it answers with the model " + Chunk.shown(chunk.model()) + " instead of " + adapter.name());
        }
        if (id != null && !chunk.id().equals(id)) {
            throw new UpstreamException("it went on with another answer, " + Chunk.shown(chunk.id()));
        }
        id = chunk.id();
        usage = chunk.usage().or(() -> usage);
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < chunk.tokens().size() && !closed; i++) {
            piece.append(take(chunk.tokens().get(i), chunk.nanonats().get(i)));
        }
        chunk.finish().ifPresent(why -> piece.append(finish(why)));
        return piece.toString();
    }

    private String take(int token, long nats) {
        if (token < 0 || token >= base.config().vocabularySize()) {
            throw new UpstreamException("it sent the token " + token + ", which the model does not have");
        }
        if (finished || text.over() && text.answer().finish() == Finish.LENGTH) {
            throw new UpstreamException("it sent more tokens than the " + request.maxTokens() + " it was asked for");
        }
        if (text.over()) {
            close(); // it does not know the end token of our model: what follows is nobody's
            return "";
        }
        received++;
        nanonats.add(nats);
        String piece = text.add(token);
        if (text.stopped()) {
            close();
        }
        return piece;
    }

    private String finish(String why) {
        finished = true;
        return switch (why) {
            case "stop" -> text.end(Finish.STOP);
            case "length" -> text.end(Finish.LENGTH);
            default -> throw new UpstreamException("it ended its answer by " + Chunk.shown(why));
        };
    }

    private String done() {
        if (!finished) {
            throw new UpstreamException("its answer ended without a 'finish_reason'");
        }
        Chunk.Usage counted =
                usage.orElseThrow(() -> new UpstreamException("it does not say how many tokens it counted"));
        if (counted.prompt() != request.promptIds().length || counted.answer() != received) {
            throw new UpstreamException("it counted " + counted.prompt() + " tokens of the prompt and "
                    + counted.answer() + " of the answer, which have " + request.promptIds().length + " and "
                    + received);
        }
        close();
        return "";
    }

    private void retryOrFail(UpstreamException failed) {
        Exchange running = exchange;
        exchange = null;
        if (running != null) {
            running.close();
        }
        UpstreamServer at = server;
        boolean asked = at != null && !failed.getMessage().isEmpty();
        if (asked) {
            reasons.add(at.name() + ": " + failed.getMessage());
            if (failed.sort() == Sort.DOWN) {
                at.lost(failed.getMessage());
            }
        }
        if (asked && received == 0) {
            boolean lost = failed.sort() == Sort.UNKNOWN && !again;
            again = lost;
            if (lost) {
                at.forget(adapter);
            }
            meters.retried(at.name());
            if (lost || candidates.hasNext()) {
                return;
            }
        }
        meters.failed(name());
        failure = new UpstreamException(
                "The model " + adapter.name() + " is computed elsewhere, and no whole answer came: "
                        + String.join("; ", reasons) + ". Nothing was charged.");
        text.end(Finish.CANCELLED);
        closed = true;
    }

    private String name() {
        UpstreamServer at = server;
        return at == null ? "" : at.name();
    }
}
