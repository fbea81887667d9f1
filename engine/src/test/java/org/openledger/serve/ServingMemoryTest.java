package org.openledger.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.KvCache;
import org.openledger.model.TinyModel;
import org.openledger.serve.Answer.Finish;
import org.openledger.tensor.Scope;

/** Pages, prompts that are read in parts, and beginnings that are shared: none of them changes an answer. */
@Tag("unit")
final class ServingMemoryTest {
    private static final int CONTEXT = 96;
    private static final int ADAPTERS = 3;

    @TempDir
    static Path folder;

    private static BaseModel base;

    @BeforeAll
    static void load() throws IOException {
        base = TinyModel.load(folder, 1);
    }

    @AfterAll
    static void free() {
        base.close();
    }

    /**
     * Texts of two tenants with few beginnings, under adapters of which some overflow, some of them cancelled, in so few pages that
     * they wait for each other: each is answered token by token as by an engine that shares nothing, reads prompts whole, and has
     * nothing else to do.
     */
    @Test
    void aCrowdIsAnsweredAsEachAlone() {
        long seed = new Random().nextLong();
        System.out.println("ServingMemoryTest seed " + seed);
        Random random = new Random(seed);
        int[][] beginnings = new int[4][];
        for (int i = 0; i < beginnings.length; i++) {
            beginnings[i] = random.ints(32 + random.nextInt(33), 0, 256).toArray();
        }
        int cached = 0;
        int failed = 0;
        try (ServingEngine crowded = ServingEngine.open(base, new Limits(5, 64, CONTEXT, 24, 14, 1 << 20));
                ServingEngine alone = ServingEngine.open(base, new Limits(1, 1, CONTEXT, CONTEXT, 1 << 20))) {
            List.of(crowded, alone).forEach(ServingMemoryTest::registerAll);
            for (int round = 0; round < 4; round++) {
                List<GenerationRequest> requests = new ArrayList<>();
                List<Generation> generations = new ArrayList<>();
                for (int i = 0; i < 14; i++) {
                    requests.add(request(random, beginnings[random.nextInt(beginnings.length)]));
                    generations.add(crowded.submit(requests.getLast()));
                    if (random.nextInt(6) == 0) {
                        generations.get(random.nextInt(generations.size())).cancel();
                    }
                }
                for (int i = 0; i < requests.size(); i++) {
                    Optional<Answer> answer = answer(generations.get(i));
                    failed += answer.isEmpty() ? 1 : 0;
                    cached += answer.map(Answer::cachedTokens).orElse(0);
                    assertSame(answer, answer(alone.submit(withoutTenant(requests.get(i)))));
                }
            }
        }
        assertThat(cached).isPositive();
        assertThat(failed).isPositive();
    }

    private static void registerAll(ServingEngine engine) {
        for (int i = 0; i < ADAPTERS; i++) {
            int number = i;
            engine.register("a" + i, () -> TinyModel.adapter(base.config(), number, 0.3));
        }
        engine.register("huge", () -> TinyModel.adapter(base.config(), 7, 1e25));
    }

    private static GenerationRequest request(Random random, int[] beginning) {
        int[] own = random.ints(1 + random.nextInt(12), 0, 256).toArray();
        int kept = beginning.length - random.nextInt(beginning.length / 2);
        int[] prompt = Arrays.copyOf(beginning, kept + own.length);
        System.arraycopy(own, 0, prompt, kept, own.length);
        int which = random.nextInt(ADAPTERS + 2);
        String adapter = which == ADAPTERS ? null : which > ADAPTERS ? "huge" : "a" + which;
        return greedy(adapter, "tenant" + random.nextInt(2), prompt, 1 + random.nextInt(30));
    }

    private static GenerationRequest withoutTenant(GenerationRequest request) {
        return greedy(request.adapter(), null, request.promptIds(), request.maxTokens());
    }

    /** Empty where the model's numbers overflow. */
    private static Optional<Answer> answer(Generation generation) {
        try {
            return Optional.of(generation.answer());
        } catch (ServeException failure) {
            assertThat(failure).hasMessageContaining("NaN or an infinity");
            return Optional.empty();
        }
    }

    private static void assertSame(Optional<Answer> crowded, Optional<Answer> alone) {
        boolean cut =
                crowded.map(Answer::finish).filter(Finish.CANCELLED::equals).isPresent();
        if (cut && alone.isEmpty()) {
            return; // it was cancelled before it could overflow
        }
        assertThat(crowded.isPresent()).isEqualTo(alone.isPresent());
        int[] ids = crowded.map(Answer::ids).orElse(new int[0]);
        int[] wanted = alone.map(Answer::ids).orElse(new int[0]);
        assertThat(ids).isEqualTo(cut ? Arrays.copyOf(wanted, Math.min(ids.length, wanted.length)) : wanted);
    }

    @Test
    void fullPagesOfAnEqualBeginningAreComputedOnceForOnePayerAndModel() {
        int[] prompt = new Random(5).ints(50, 0, 256).toArray();
        try (ServingEngine engine = ServingEngine.open(base, new Limits(2, 8, CONTEXT, 256, 1 << 20))) {
            registerAll(engine);
            assertThat(cached(engine, greedy("a0", "one", prompt, 20))).isZero();
            assertThat(cached(engine, greedy("a0", "one", prompt, 20))).isEqualTo(48);
            assertThat(cached(engine, greedy("a0", "one", Arrays.copyOf(prompt, 48), 20)))
                    .as("the last token is always computed")
                    .isEqualTo(32);
            assertThat(cached(engine, greedy("a0", "another", prompt, 20))).isZero();
            assertThat(cached(engine, greedy("a1", "one", prompt, 20))).isZero();
            assertThat(cached(engine, greedy(null, "one", prompt, 20))).isZero();
            assertThat(cached(engine, greedy("a0", null, prompt, 20))).isZero();
            engine.register("a0", () -> TinyModel.adapter(base.config(), 9, 0.3));
            assertThat(cached(engine, greedy("a0", "one", prompt, 20)))
                    .as("another adapter of that name")
                    .isZero();
        }
    }

    @Test
    void whatIsForgottenIsComputedAgainAndOtherTenantsKeepTheirs() {
        int[] prompt = new Random(8).ints(50, 0, 256).toArray();
        try (ServingEngine engine = ServingEngine.open(base, new Limits(2, 8, CONTEXT, 256, 20, 1 << 20))) {
            for (String tenant : List.of("one", "another")) {
                assertThat(cached(engine, greedy(null, tenant, prompt, 20))).isZero();
            }
            engine.forget("one");
            assertThat(cached(engine, greedy(null, "another", prompt, 20))).isEqualTo(48);
            assertThat(cached(engine, greedy(null, "one", prompt, 20))).isZero();
            assertThat(cached(engine, greedy(null, "one", prompt, 20))).isEqualTo(48);
        }
    }

    /** A conversation that goes on is read from where it was left. */
    @Test
    void anAnswerIsTheBeginningOfTheNextPrompt() {
        try (ServingEngine engine = ServingEngine.open(base, new Limits(2, 8, CONTEXT, 256, 1 << 20))) {
            int[] prompt = new Random(6).ints(20, 0, 256).toArray();
            int[] said = engine.submit(greedy(null, "one", prompt, 30)).answer().ids();
            int[] next = Arrays.copyOf(prompt, prompt.length + said.length);
            System.arraycopy(said, 0, next, prompt.length, said.length);
            assertThat(cached(engine, greedy(null, "one", next, 1)))
                    .isEqualTo((next.length - 1) / KvCache.PAGE_TOKENS * KvCache.PAGE_TOKENS)
                    .isPositive();
        }
    }

    private static int cached(ServingEngine engine, GenerationRequest request) {
        return engine.submit(request).answer().cachedTokens();
    }

    @Test
    void anAnswerGoesOnWhileALongPromptIsRead() throws InterruptedException {
        try (ServingEngine engine = ServingEngine.open(base, new Limits(2, 8, CONTEXT, 2, 1 << 20))) {
            Generation running = engine.submit(greedy(null, null, new int[] {1}, 80));
            running.next();
            engine.submit(greedy(null, null, new Random(7).ints(90, 0, 256).toArray(), 1))
                    .answer();
            running.cancel();
            assertThat(running.answer().ids().length)
                    .as("one token for each two of the prompt")
                    .isGreaterThanOrEqualTo(44);
        }
    }

    /** The first needs nearly all pages, and is not passed by those behind it for ever. */
    @Test
    void whoWaitsForPagesIsAnsweredInTurn() {
        try (ServingEngine engine = ServingEngine.open(base, new Limits(4, 64, CONTEXT, 32, 6, 1 << 20))) {
            List<Generation> generations = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                boolean large = i % 5 == 1;
                generations.add(engine.submit(greedy(null, "t" + i % 2, new int[] {i, 2, 3}, large ? 90 : 12)));
            }
            for (int i = 0; i < 30; i++) {
                assertThat(generations.get(i).answer().ids()).hasSize(i % 5 == 1 ? 90 : 12);
            }
        }
    }

    /** Whatever texts do, pages are neither lost nor had twice, and a text that was let in finds its pages. */
    @Test
    void pagesAreNeitherLostNorHadTwice() {
        long seed = new Random().nextLong();
        System.out.println("ServingMemoryTest seed " + seed);
        Random random = new Random(seed);
        int all = 20;
        try (NoGradGuard _ = new NoGradGuard();
                TextPages pages = new TextPages(base.config(), new Limits(6, 8, CONTEXT, 32, all, 1 << 20))) {
            Map<TextPages.Place, int[]> running = new HashMap<>();
            for (int step = 0; step < 800; step++) {
                if (random.nextInt(4) == 0) {
                    // so few different tokens that texts are often alike for pages
                    int[] text = random.ints(1 + random.nextInt(CONTEXT), 0, 1 + random.nextInt(2))
                            .toArray();
                    TextPages.Place place = pages.begin(
                            Optional.of(new Prefixes.Owner(null, "t" + random.nextInt(2))),
                            text,
                            text.length - 1,
                            text.length);
                    if (place != null) {
                        running.put(place, text);
                    }
                }
                for (Map.Entry<TextPages.Place, int[]> each : List.copyOf(running.entrySet())) {
                    TextPages.Place place = each.getKey();
                    int[] text = each.getValue();
                    int left = text.length - place.length();
                    if (left == 0 || random.nextInt(12) == 0) {
                        pages.end(place);
                        running.remove(place);
                    } else if (random.nextBoolean()) {
                        int to = place.length() + 1 + random.nextInt(left);
                        try (Scope _ = Scope.open()) {
                            pages.append(List.of(place), new int[][] {Arrays.copyOfRange(text, place.length(), to)});
                        }
                        pages.share(place);
                    }
                }
                assertThat(pages.room()).isBetween(0, all);
                assertThat(pages.accounted()).isEqualTo(all);
            }
            running.keySet().forEach(pages::end);
            assertThat(pages.room()).isEqualTo(all);
        }
    }

    private static GenerationRequest greedy(
            @Nullable String adapter, @Nullable String tenant, int[] prompt, int maxTokens) {
        return new GenerationRequest(
                adapter,
                tenant,
                prompt,
                maxTokens,
                SamplingParameters.of(0, 1, 0),
                new Ending(List.of(), Set.of(), true, 0),
                GenerationRequest.Scores.NONE,
                Optional.empty());
    }
}
