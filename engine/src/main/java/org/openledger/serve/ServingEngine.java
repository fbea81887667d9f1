package org.openledger.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.model.TokenBatch;
import org.openledger.serve.Answer.Finish;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Serves any number of adapters on one base model. New requests join the running batch between two tokens (continuous
 * batching; Yu et al., Orca, OSDI 2022), and each row of it is computed with its own adapter (Chen et al., Punica,
 * arXiv:2310.18547). Only the adapters of the running rows are stacked, so that the others cost memory alone.
 */
public final class ServingEngine implements AutoCloseable {
    private static final long IDLE_MILLIS = 200;
    private static final long SHUTDOWN_SECONDS = 30;

    private final BaseModel base;
    private final Limits limits;
    private final TextPages pages;
    private final RowAdapters adaptersOfRows;
    private final ResidentAdapters adapters;
    /** For texts that are computed and those that wait. */
    private final Semaphore room;

    private final BlockingQueue<Text> waiting = new LinkedBlockingQueue<>();
    private final Queue<String> forgetting = new ConcurrentLinkedQueue<>();
    private final List<Text> running = new ArrayList<>();
    /** Taken from the queue, and waiting for a place. */
    private @Nullable Text next;

    private final Thread worker;
    private volatile boolean closing;

    private ServingEngine(BaseModel base, Limits limits) {
        this.base = base;
        this.limits = limits;
        this.pages = new TextPages(base.config(), limits);
        this.adaptersOfRows = new RowAdapters(base.config());
        this.adapters = new ResidentAdapters(limits.adapterBytes());
        this.room = new Semaphore(limits.mostTexts());
        worker = Thread.ofPlatform().name("serving").unstarted(this::work);
    }

    /** Starts serving. The base stays the caller's and must outlive the engine. */
    public static ServingEngine open(BaseModel base, Limits limits) {
        ServingEngine engine = new ServingEngine(base, limits.of(base.config()));
        engine.worker.start();
        return engine;
    }

    /** The limits in force; the context is never longer than the model's. */
    public Limits limits() {
        return limits;
    }

    /** Makes an adapter servable under a name, in place of one of the same name. It is read when it is first needed. */
    public void register(String name, AdapterSource source) {
        adapters.register(name, source);
    }

    /** Forgets an adapter; answers that use it are finished first. False when there is none of that name. */
    public boolean unregister(String name) {
        return adapters.unregister(name);
    }

    /**
     * Reads an adapter that will be asked for soon, where it is not in memory.
     *
     * @throws ServeException when it is not registered
     * @throws AdaptersInUseException when those in use leave no room for it
     */
    public void prefetch(String name) {
        adapters.hold(name).letGo();
    }

    /** Overwrites, soon, what is kept of a tenant's earlier requests to begin later ones faster. */
    public void forget(String tenant) {
        forgetting.add(tenant);
    }

    /** The names of the registered adapters, in order. */
    public Set<String> adapters() {
        return adapters.names();
    }

    /** How many adapters are in memory. */
    public int residentAdapters() {
        return adapters.residents();
    }

    /** The memory that adapters take, in bytes. */
    public long residentBytes() {
        return adapters.residentBytes();
    }

    /**
     * Queues a request.
     *
     * @throws ServeException when the adapter is not registered or the prompt does not fit
     * @throws AdaptersInUseException when the adapters in use leave no room for this one
     * @throws OverloadedException when too many requests wait already
     */
    public Generation submit(GenerationRequest request) {
        int left = limits.contextTokens() - request.promptIds().length;
        if (left < 1) {
            throw new ServeException("the prompt has " + request.promptIds().length
                    + " tokens; with its answer it may have " + limits.contextTokens() + ". Send a shorter one.");
        }
        IntStream.concat(
                        Arrays.stream(request.promptIds()),
                        Stream.of(
                                        request.ending().tokens(),
                                        request.sampling().bias().keySet())
                                .flatMap(Set::stream)
                                .mapToInt(Integer::intValue))
                .filter(id -> id < 0 || id >= base.config().vocabularySize())
                .findFirst()
                .ifPresent(id -> {
                    throw new ServeException("token " + id + " is not in the vocabulary of "
                            + base.config().vocabularySize());
                });
        return queued(request.withMaxTokens(Math.min(request.maxTokens(), left)));
    }

    private Generation queued(GenerationRequest request) {
        if (!room.tryAcquire()) {
            throw overloaded();
        }
        boolean queued = false;
        try {
            Text text = new Text(
                    request,
                    held(request.adapter()),
                    base.tokenizer(),
                    base.config().endTokens());
            waiting.add(text);
            // the engine may have stopped: what is still queued then is nobody's
            queued = !closing || !waiting.remove(text);
            if (!queued) {
                text.letGo();
                throw overloaded();
            }
            return text.generation();
        } finally {
            if (!queued) {
                room.release();
            }
        }
    }

    private OverloadedException overloaded() {
        return new OverloadedException(waiting.size(), retryAfterSeconds());
    }

    private @Nullable LoadedAdapter held(@Nullable String name) {
        return name == null ? null : adapters.hold(name);
    }

    /** When a request that is refused now may come again. A batch of waiting requests needs about a second of this engine; a guess, but one that grows with the queue. */
    public int retryAfterSeconds() {
        return 1 + waiting.size() / limits.batchRows();
    }

    private void work() {
        try (NoGradGuard _ = new NoGradGuard()) {
            while (!closing || !running.isEmpty()) {
                step();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            finishAll(new ServeException("the server is shutting down"));
        }
    }

    private void step() throws InterruptedException {
        try {
            dropCancelled();
            adapters.giveBack();
            for (String tenant = forgetting.poll(); tenant != null; tenant = forgetting.poll()) {
                pages.forget(tenant);
            }
            admit();
            answer();
            readPrompts();
        } catch (RuntimeException | OutOfMemoryError failure) { // native memory may be there for a smaller batch
            finishRunning(failure);
        }
    }

    private void dropCancelled() {
        for (Text text : List.copyOf(running)) {
            if (text.generation().cancelled()) {
                text.end(Finish.CANCELLED);
                leave(text);
            }
        }
    }

    /** Lets waiting texts in, in their order, while there is room. */
    private void admit() throws InterruptedException {
        if (next == null) {
            next = running.isEmpty() ? waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS) : waiting.poll();
        }
        while (next != null && !closing) {
            if (next.generation().cancelled()) {
                next.end(Finish.CANCELLED);
                letGo(next);
            } else if (next.begin(pages)) {
                running.add(next);
            } else {
                return;
            }
            next = waiting.poll();
        }
    }

    /** Computes one more token of each answer. */
    private void answer() {
        List<Text> texts =
                running.stream().filter(text -> text.promptLeft() == 0).toList();
        if (!texts.isEmpty()) {
            advance(texts);
        }
    }

    /** Computes the next part of the prompts: of the first as much as a pass may have, and of others what fits beside it. */
    private void readPrompts() {
        List<Text> texts = new ArrayList<>();
        int longest = 0;
        for (Text text : running) {
            int part = Math.min(text.promptLeft(), limits.prefillTokens());
            boolean fits = (long) Math.max(longest, part) * (texts.size() + 1) <= limits.prefillTokens();
            if (part > 0 && fits) {
                texts.add(text);
                longest = Math.max(longest, part);
            }
        }
        if (!texts.isEmpty()) {
            advance(texts);
        }
    }

    /** One pass over the texts' new tokens; those whose prompts are read then take their next token. */
    private void advance(List<Text> texts) {
        try (Scope _ = Scope.open()) {
            int[][] tokens = texts.stream()
                    .map(text -> text.next(limits.prefillTokens()))
                    .toArray(int[][]::new);
            int[] begins =
                    texts.stream().mapToInt(text -> text.place().length()).toArray();
            TokenBatch batch = pages.append(texts.stream().map(Text::place).toList(), tokens);
            LoraBank bank = adaptersOfRows.bankFor(texts);
            Tensor hidden = base.decoder().hidden(batch, bank);
            List<Text> ready = new ArrayList<>();
            int[] rows = new int[tokens.length];
            int[] last = new int[tokens.length];
            int longest = Math.toIntExact(hidden.size(1));
            for (int row = 0; row < tokens.length; row++) {
                Text text = texts.get(row);
                text.scorePrompt(base.decoder(), hidden.select(0, row), begins[row], begins[row] + tokens[row].length);
                pages.share(text.place());
                if (text.promptLeft() == 0) {
                    rows[ready.size()] = row;
                    last[ready.size()] = row * longest + tokens[row].length - 1;
                    ready.add(text);
                }
            }
            if (!ready.isEmpty()) {
                Tensor lines = hidden.view(-1, hidden.size(2))
                        .index_select(0, Tensors.indices(Arrays.copyOf(last, ready.size())));
                takeTokens(
                        ready,
                        base.decoder().logitsOfRows(lines, Arrays.copyOf(rows, ready.size()), texts.size(), bank));
            }
        }
    }

    /** @param lines of logits, one for each text */
    private void takeTokens(List<Text> texts, Tensor lines) {
        float[] logits = Tensors.toFloats(lines);
        int vocabulary = base.config().vocabularySize();
        for (int row = 0; row < texts.size(); row++) {
            if (texts.get(row).advance(logits, row * vocabulary, vocabulary)) {
                leave(texts.get(row));
            }
        }
    }

    private void leave(Text text) {
        // The last text takes its place, so that the adapters of the others stay where they are.
        Text last = running.removeLast();
        if (last != text) {
            running.set(running.indexOf(text), last);
        }
        pages.end(text.place());
        letGo(text);
    }

    private void letGo(Text text) {
        text.letGo();
        room.release();
    }

    private void finishRunning(Throwable failure) {
        for (Text text : List.copyOf(running)) {
            text.generation().fail(failure);
            leave(text);
        }
    }

    private void finishAll(ServeException failure) {
        finishRunning(failure);
        for (Text text = next == null ? waiting.poll() : next; text != null; text = waiting.poll()) {
            text.generation().fail(failure);
            letGo(text);
        }
        next = null;
    }

    /** Finishes the running answers, refuses the waiting ones, and frees the memory. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!worker.join(java.time.Duration.ofSeconds(SHUTDOWN_SECONDS))) {
                worker.interrupt();
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        adaptersOfRows.close();
        pages.close();
        adapters.clear();
    }
}
