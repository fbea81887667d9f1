package org.openledger.bench.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openledger.model.BaseModel;
import org.openledger.serve.AdaptersInUseException;
import org.openledger.serve.Ending;
import org.openledger.serve.Generation;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.OverloadedException;
import org.openledger.serve.SamplingParameters;
import org.openledger.serve.ServeException;
import org.openledger.serve.ServingEngine;

/**
 * Whether an answer depends on what is computed beside it. Prompts are answered in mixed batches: under many adapters and the base,
 * while others join, leave and are cancelled, adapters are unloaded and loaded, and some make numbers that cannot be computed with.
 * Then each is answered alone.
 */
public final class IsolationBench {
    private static final int ADAPTERS = 24;
    private static final int POISONS = 3;
    private static final double DEVIATION = 0.03;
    /** Large enough to overflow in a block, and finite in itself. */
    private static final double POISON = 1e15;

    private static final int CLIENTS = 24;
    private static final int LONGEST_PROMPT = 48;
    private static final int LONGEST_ANSWER = 12;
    /** Of the prompts, how many have a neighbour of each kind: one in so many. */
    private static final int ONE_POISONED_IN = 8;

    private static final int ONE_CANCELLED_IN = 8;
    private static final int ONE_SAMPLED_IN = 2;
    private static final double TEMPERATURE = 0.8;
    private static final int WAITING = 10_000;
    private static final long RELOAD_MILLIS = 20;

    private final BaseModel base;
    private final Consumer<String> stage;

    public IsolationBench(BaseModel base, Consumer<String> stage) {
        this.base = base;
        this.stage = stage;
    }

    /**
     * What was found.
     *
     * @param prompts how many were answered twice
     * @param tokens of their answers
     * @param greedyDiffering answers of likeliest tokens that were others in a batch than alone
     * @param sampledDiffering the same of answers that were drawn
     * @param failed prompts that had no answer in one of both
     * @param poisoned neighbours that were refused for their numbers, as they must be
     * @param cancelled neighbours that were cancelled
     */
    public record Found(
            int prompts,
            long tokens,
            int greedyDiffering,
            int sampledDiffering,
            int failed,
            int poisoned,
            int cancelled) {
        /** Drawn answers do not count: a draw falls between tokens, and where it does depends on the last bits of all logits. */
        public boolean noneDiffers() {
            return greedyDiffering + failed == 0 && poisoned > 0;
        }
    }

    public Found measure(int prompts, long seed) {
        List<GenerationRequest> asked = IntStream.range(0, prompts)
                .mapToObj(i -> request(new Random(seed + i), i))
                .toList();
        int[][] mixed = new int[prompts][];
        int[][] alone = new int[prompts][];
        AtomicInteger poisoned = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        try (ServingEngine engine = open()) {
            stage.accept(prompts + " prompts in mixed batches");
            together(engine, asked, mixed, poisoned, cancelled, seed);
            stage.accept("each of them alone");
            for (int i = 0; i < prompts; i++) {
                alone[i] = engine.submit(asked.get(i)).answer().ids();
            }
        }
        int[] differing = new int[2];
        int failed = 0;
        for (int i = 0; i < prompts; i++) {
            if (mixed[i] == null) {
                failed++;
            } else if (!Arrays.equals(mixed[i], alone[i])) {
                differing[i % ONE_SAMPLED_IN == 0 ? 0 : 1]++;
            }
        }
        long tokens = Arrays.stream(alone).mapToLong(each -> each.length).sum();
        return new Found(prompts, tokens, differing[0], differing[1], failed, poisoned.get(), cancelled.get());
    }

    private ServingEngine open() {
        Limits small = Limits.SMALL;
        ServingEngine engine = ServingEngine.open(
                base,
                new Limits(
                        small.batchRows(),
                        WAITING,
                        small.contextTokens(),
                        small.prefillTokens(),
                        small.adapterBytes()));
        for (int i = 0; i < ADAPTERS; i++) {
            register(engine, i);
        }
        for (int i = 0; i < POISONS; i++) {
            long number = i;
            engine.register("poison-" + i, () -> RandomAdapters.of(base.config(), number, POISON));
        }
        return engine;
    }

    private void register(ServingEngine engine, int number) {
        engine.register("adapter-" + number, () -> RandomAdapters.of(base.config(), number, DEVIATION));
    }

    private GenerationRequest request(Random random, int number) {
        int adapter = random.nextInt(ADAPTERS + 1);
        boolean greedy = number % ONE_SAMPLED_IN == 0;
        return request(
                random, adapter == ADAPTERS ? null : "adapter-" + adapter, greedy ? 0 : TEMPERATURE, random.nextLong());
    }

    private GenerationRequest request(Random random, @Nullable String adapter, double temperature, long seed) {
        int[] prompt = random.ints(
                        1 + random.nextInt(LONGEST_PROMPT), 0, base.config().vocabularySize())
                .toArray();
        return new GenerationRequest(
                adapter,
                /* tenant= */ null,
                prompt,
                1 + random.nextInt(LONGEST_ANSWER),
                SamplingParameters.of(temperature, 1, seed),
                new Ending(List.of(), Set.of(), true, 0),
                GenerationRequest.Scores.NONE,
                Optional.empty());
    }

    private void together(
            ServingEngine engine,
            List<GenerationRequest> asked,
            int[][] answers,
            AtomicInteger poisoned,
            AtomicInteger cancelled,
            long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, answers.length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread reloading = Thread.ofPlatform().start(() -> reload(engine, over, seed));
        List<Thread> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> Thread.ofPlatform().start(() -> {
                    Random random = new Random(seed ^ client << 16);
                    for (int at = next.getAndIncrement(); at < order.size(); at = next.getAndIncrement()) {
                        Optional<Generation> cancelling = random.nextInt(ONE_CANCELLED_IN) == 0
                                ? submit(engine, request(random, "adapter-" + random.nextInt(ADAPTERS), 0, 0))
                                : Optional.empty();
                        Optional<Generation> poison = random.nextInt(ONE_POISONED_IN) == 0
                                ? submit(engine, request(random, "poison-" + random.nextInt(POISONS), 0, 0))
                                : Optional.empty();
                        int number = order.get(at);
                        Optional<Generation> answer = submit(engine, asked.get(number));
                        cancelling.ifPresent(Generation::cancel);
                        cancelled.addAndGet(cancelling.isPresent() ? 1 : 0);
                        answers[number] = answer.flatMap(IsolationBench::ids).orElse(null);
                        poisoned.addAndGet(
                                poison.isPresent()
                                                && poison.flatMap(IsolationBench::ids)
                                                        .isEmpty()
                                        ? 1
                                        : 0);
                    }
                }))
                .toList();
        try {
            for (Thread client : clients) {
                client.join();
            }
            over.set(true);
            reloading.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes adapters out of memory and in again, one after the other. */
    private void reload(ServingEngine engine, AtomicBoolean over, long seed) {
        Random random = new Random(~seed);
        while (!over.get()) {
            register(engine, random.nextInt(ADAPTERS));
            try {
                Thread.sleep(RELOAD_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Optional<Generation> submit(ServingEngine engine, GenerationRequest request) {
        while (true) {
            try {
                return Optional.of(engine.submit(request));
            } catch (OverloadedException | AdaptersInUseException full) {
                Thread.onSpinWait();
            } catch (ServeException refused) {
                return Optional.empty();
            }
        }
    }

    private static Optional<int[]> ids(Generation generation) {
        try {
            return Optional.of(generation.answer().ids());
        } catch (ServeException refused) {
            return Optional.empty();
        }
    }
}
