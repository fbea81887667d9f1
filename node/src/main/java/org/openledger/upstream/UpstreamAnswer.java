package org.openledger.upstream;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.UpstreamScores;
import org.openledger.model.BaseModel;
import org.openledger.serve.Answer;
import org.openledger.serve.Answer.Finish;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Piece;
import org.openledger.serve.RelayedText;
import org.openledger.serve.RunningAnswer;
import org.openledger.serve.SamplingParameters;
import org.openledger.serve.TokenScore;
import org.openledger.upstream.UpstreamException.Sort;

/**
 * An answer that upstreams are asked for, read by whoever wants it: there is no thread behind it. Until its first token it may go
 * to another server; after that it is whole, or it fails.
 */
public final class UpstreamAnswer implements RunningAnswer {
    private static final String DONE = "[DONE]";
    private static final String PATH = "/v1/completions";
    private static final int OK = 200;
    private static final double NANO = 1e9;
    private static final int MAX_REFUSAL_BYTES = 4_096;

    private final RemoteAdapter adapter;
    private final GenerationRequest request;
    private final BaseModel base;
    private final UpstreamOptions options;
    private final UpstreamMeters meters;
    private final Iterator<UpstreamServer> candidates;
    private final List<String> reasons = new ArrayList<>();

    /** Read, and not handed on yet. */
    private final Deque<Piece> pieces = new ArrayDeque<>();

    private RelayedText text;
    private EventLines lines = new EventLines();
    private UpstreamServer server;
    private volatile @Nullable Exchange exchange;
    private volatile boolean cancelled;
    private boolean closed;
    private boolean again;
    /** On the clock of {@link System#nanoTime}; from the first call on. */
    private OptionalLong deadline = OptionalLong.empty();

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
        this.server = this.candidates.next();
        this.text = new RelayedText(request, base);
    }

    @Override
    public @Nullable Piece next() throws InterruptedException {
        while (!closed || !pieces.isEmpty()) {
            Piece piece = pieces.poll();
            if (piece != null) {
                return piece;
            }
            if (cancelled) {
                end(Finish.CANCELLED);
            } else {
                step();
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
        return new UpstreamScores(
                server.name(),
                options.toleranceNanonats(),
                text.answer().scores().stream()
                        .map(score -> Math.round(score.logProbability() * NANO))
                        .toList());
    }

    private void end(Finish why) {
        give(text.end(why));
        close();
    }

    private void give(Piece piece) {
        if (!piece.text().isEmpty() || !piece.scores().isEmpty()) {
            pieces.add(piece);
        }
    }

    private void close() {
        closed = true;
        meters.answered(server.name());
        Exchange running = exchange;
        if (running != null) {
            running.close();
        }
    }

    /** Goes on by one event. */
    private void step() throws InterruptedException {
        try {
            Exchange running = exchange;
            if (running == null) {
                open();
                return;
            }
            String event = lines.poll();
            if (event != null) {
                take(event);
            } else {
                read(running);
            }
        } catch (UpstreamException failed) {
            retryOrFail(failed);
        }
    }

    private void open() throws InterruptedException {
        if (deadline.isEmpty()) {
            deadline = OptionalLong.of(System.nanoTime() + options.answer().toNanos());
        }
        text = new RelayedText(request, base);
        lines = new EventLines();
        bytes = 0;
        id = null;
        finished = false;
        usage = Optional.empty();
        server.require(adapter);
        exchange = server.complete(body());
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", adapter.name());
        body.put("prompt", request.promptIds());
        body.put("max_tokens", request.maxTokens());
        SamplingParameters sampling = request.sampling();
        body.put("temperature", sampling.temperature());
        body.put("top_p", sampling.topP());
        body.put("top_k", sampling.topK());
        body.put("min_p", sampling.minP());
        body.put("repetition_penalty", sampling.repetitionPenalty());
        body.put("presence_penalty", sampling.presencePenalty());
        body.put("frequency_penalty", sampling.frequencyPenalty());
        body.put("seed", sampling.seed());
        if (!sampling.bias().isEmpty()) {
            body.put("logit_bias", sampling.bias());
        }
        body.put("min_tokens", request.ending().minTokens());
        body.put("ignore_eos", request.ending().ignoreEnd());
        body.put("stop_token_ids", request.ending().tokens());
        body.put("logprobs", 0);
        body.put("return_token_ids", true);
        body.put("stream", true);
        body.put("stream_options", Map.of("include_usage", true));
        return body;
    }

    private void read(Exchange running) throws InterruptedException {
        Duration patience = patience();
        switch (running.next(patience).orElse(null)) {
            case null -> throw patience.compareTo(options.silence()) < 0 ? tooLong() : silent();
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

    /** How long nothing may come. */
    private Duration patience() {
        Duration left = Duration.ofNanos(deadline.orElseThrow() - System.nanoTime());
        return left.compareTo(options.silence()) < 0 ? left : options.silence();
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
            Optional<Exchange.Event> event = running.next(patience());
            if (event.isEmpty() || !(event.get() instanceof Exchange.Event.Bytes(byte[] some))) {
                break;
            }
            said.writeBytes(some);
        }
        return said.toByteArray();
    }

    private void take(String event) {
        if (event.equals(DONE)) {
            done();
            return;
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
        for (int i = 0; i < chunk.tokens().size() && !closed; i++) {
            take(chunk.tokens().get(i), chunk.nats().get(i));
        }
        chunk.finish().ifPresent(this::finish);
    }

    private void take(int token, double nats) {
        if (token < 0 || token >= base.config().vocabularySize()) {
            throw new UpstreamException("it sent the token " + token + ", which the model does not have");
        }
        if (finished || (text.over() && text.answer().finish() == Finish.LENGTH)) {
            throw new UpstreamException("it sent more tokens than the " + request.maxTokens() + " it was asked for");
        }
        if (text.over()) {
            close(); // it does not know the end token of our model: what follows is nobody's
            return;
        }
        received++;
        give(text.add(new TokenScore(token, nats, List.of())));
        if (text.stopped()) {
            close();
        }
    }

    private void finish(String why) {
        finished = true;
        switch (why) {
            case "stop" -> give(text.end(Finish.STOP));
            case "length" -> give(text.end(Finish.LENGTH));
            default -> throw new UpstreamException("it ended its answer by " + Chunk.shown(why));
        }
    }

    private void done() {
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
    }

    private void retryOrFail(UpstreamException failed) {
        Exchange running = exchange;
        exchange = null;
        if (running != null) {
            running.close();
        }
        reasons.add(server.name() + ": " + failed.getMessage());
        if (failed.sort() == Sort.DOWN) {
            server.lost(failed.getMessage());
        }
        again = received == 0 && failed.sort() == Sort.UNKNOWN && !again;
        if (again) {
            server.forget(adapter);
        } else if (received == 0 && candidates.hasNext()) {
            meters.retried(server.name());
            server = candidates.next();
        } else {
            meters.failed(server.name());
            failure = new UpstreamException(
                    "The model " + adapter.name() + " is computed elsewhere, and no whole answer came: "
                            + String.join("; ", reasons) + ". Nothing was charged.");
            text.end(Finish.CANCELLED);
            closed = true;
        }
    }
}
