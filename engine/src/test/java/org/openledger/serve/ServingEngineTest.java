package org.openledger.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.model.TinyModel;
import org.openledger.model.TokenBatch;
import org.openledger.serve.Answer.Finish;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

@Tag("unit")
final class ServingEngineTest {
    private static final Limits LIMITS = new Limits(4, 8, 96, 256, 1 << 20);

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

    @Test
    void aBatchOfManyAdaptersAnswersAsEachAlone() {
        Random random = new Random(11);
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            for (int name = 0; name < 6; name++) {
                register(engine, "a" + name, name, 0.3);
            }
            for (int round = 0; round < 3; round++) {
                List<GenerationRequest> requests = new ArrayList<>();
                List<Generation> generations = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String adapter = random.nextInt(7) == 0 ? null : "a" + random.nextInt(6);
                    int[] prompt = random.ints(1 + random.nextInt(20), 0, 256).toArray();
                    requests.add(greedy(adapter, prompt, 1 + random.nextInt(24)));
                    generations.add(engine.submit(requests.getLast()));
                }
                for (int i = 0; i < requests.size(); i++) {
                    assertContinues(requests.get(i), generations.get(i).answer());
                }
            }
        }
    }

    /** Whoever asks without a queue is answered the same, and each prompt as if it were alone. */
    @Test
    void answersToPromptsThatAreAllThereAreTheLikeliest() {
        Random random = new Random(12);
        List<int[]> prompts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            prompts.add(random.ints(1 + random.nextInt(20), 0, 256).toArray());
        }
        int positions = base.config().maximumPositions();
        prompts.add(random.ints(positions, 0, 256).toArray());
        prompts.add(random.ints(positions - 2, 0, 256).toArray());
        for (String name : Arrays.asList(null, "a3")) {
            int[] asked = {0};
            List<int[]> answers;
            try (@Nullable Adapter adapter = name == null ? null : TinyModel.adapter(base.config(), 3)) {
                answers = GreedyAnswers.of(base, adapter, prompts, 9, () -> asked[0]++);
            }
            for (int i = 0; i < prompts.size(); i++) {
                assertContinues(greedy(name, prompts.get(i), 9), answers.get(i));
                assertThat(answers.get(i)).hasSizeLessThanOrEqualTo(9);
                assertThat(Arrays.stream(answers.get(i)))
                        .noneMatch(id -> base.config().endTokens().contains(id));
            }
            assertThat(answers.get(40)).isEmpty();
            assertThat(answers.get(41)).hasSizeLessThanOrEqualTo(2);
            assertThat(asked[0]).isPositive();
        }
    }

    /** One tenant's overflow is that tenant's error: beside it, before it and after it in its place the others answer as alone. */
    @Test
    void anAnswerThatIsNoNumberFailsAloneAndLeavesNothingBehind() {
        long seed = new Random().nextLong();
        System.out.println("ServingEngineTest seed " + seed);
        Random random = new Random(seed);
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            for (int name = 0; name < 3; name++) {
                register(engine, "a" + name, name, 0.3);
                register(engine, "huge" + name, name, 1e7 * Math.pow(1e4, name));
            }
            int failed = 0;
            for (int round = 0; round < 60; round++) {
                List<GenerationRequest> requests = new ArrayList<>();
                List<Generation> generations = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String adapter = (random.nextInt(3) == 0 ? "huge" : "a") + random.nextInt(3);
                    int[] prompt = random.ints(1 + random.nextInt(60), 0, 256).toArray();
                    requests.add(greedy(adapter, prompt, 1 + random.nextInt(12)));
                    generations.add(engine.submit(requests.getLast()));
                }
                for (int i = 0; i < requests.size(); i++) {
                    if (String.valueOf(requests.get(i).adapter()).startsWith("huge")) {
                        failed += failsOrIsFinite(generations.get(i));
                    } else {
                        assertContinues(requests.get(i), generations.get(i).answer());
                    }
                }
            }
            assertThat(failed).isPositive();
        }
    }

    private static int failsOrIsFinite(Generation generation) {
        try {
            generation.answer();
            return 0;
        } catch (ServeException failure) {
            assertThat(failure).hasMessageContaining("NaN or an infinity");
            return 1;
        }
    }

    /** Every token of the answer is the likeliest one, or as good as it, when the text is computed from its start. */
    private static void assertContinues(GenerationRequest request, Answer answer) {
        assertContinues(request, answer.ids());
    }

    private static void assertContinues(GenerationRequest request, int[] answer) {
        String name = request.adapter();
        try (@Nullable Adapter adapter = name == null ? null : TinyModel.adapter(base.config(), name.charAt(1) - '0')) {
            int[] ids = Arrays.copyOf(request.promptIds(), request.promptIds().length + answer.length);
            System.arraycopy(answer, 0, ids, request.promptIds().length, answer.length);
            float[][] logits = logits(adapter, ids);
            for (int i = 0; i < answer.length; i++) {
                float[] line = logits[request.promptIds().length + i - 1];
                float best = Float.NEGATIVE_INFINITY;
                for (float logit : line) {
                    best = Math.max(best, logit);
                }
                assertThat(line[answer[i]]).isGreaterThanOrEqualTo(best - 1e-3f);
            }
        }
    }

    private static float[][] logits(@Nullable Adapter adapter, int[] ids) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                LoraBank bank = LoraBank.stack(base.config(), Arrays.asList(adapter))) {
            Tensor all = base.decoder().logits(TokenBatch.padded(new int[][] {ids}), bank);
            float[] flat = Tensors.toFloats(all);
            float[][] lines = new float[ids.length][];
            int width = base.config().vocabularySize();
            for (int i = 0; i < ids.length; i++) {
                lines[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
            }
            return lines;
        }
    }

    @Test
    void thePiecesAreTheAnswer() throws InterruptedException {
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            Generation generation =
                    engine.submit(new GenerationRequest(null, new int[] {72, 105}, 40, 1.2, 0.9, List.of(), 5));
            StringBuilder pieces = new StringBuilder();
            for (Piece piece = generation.next(); piece != null; piece = generation.next()) {
                pieces.append(piece.text());
            }
            Answer answer = generation.answer();
            assertThat(pieces).hasToString(answer.text());
            assertThat(base.tokenizer().decode(answer.ids())).isEqualTo(answer.text());
        }
    }

    /** Scores are those of the whole prompt and answer computed at once, and come with the text that they belong to. */
    @Test
    void scoresAreTheModelsOwn() throws InterruptedException {
        int[] prompt = {72, 105, 33, 40};
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            GenerationRequest request = new GenerationRequest(
                    null,
                    null,
                    prompt,
                    30,
                    new SamplingParameters(1.3, 0.9, 40, 0.01, 1.2, 0.5, 0.5, Map.of(65, 3.0), 5),
                    Ending.at(List.of("qq")),
                    new GenerationRequest.Scores(true, true, 3),
                    Optional.empty());
            Generation generation = engine.submit(request);
            List<TokenScore> pieces = new ArrayList<>();
            for (Piece piece = generation.next(); piece != null; piece = generation.next()) {
                pieces.addAll(piece.scores());
            }
            Answer answer = generation.answer();
            assertThat(pieces).isEqualTo(answer.scores());
            List<TokenScore> all = new ArrayList<>(answer.promptScores());
            all.addAll(answer.scores());
            int[] whole = Arrays.copyOf(prompt, prompt.length + answer.ids().length);
            System.arraycopy(answer.ids(), 0, whole, prompt.length, answer.ids().length);
            float[][] logits = logits(null, whole);
            assertThat(all).hasSize(whole.length - 1);
            for (int i = 0; i < all.size(); i++) {
                TokenScore wanted = TokenScore.of(whole[i + 1], logits[i], 0, logits[i].length, 3);
                assertThat(all.get(i).id()).isEqualTo(wanted.id());
                assertThat(all.get(i).logProbability()).isCloseTo(wanted.logProbability(), within(1e-4));
                assertThat(all.get(i).likeliest().getFirst().logProbability())
                        .isCloseTo(wanted.likeliest().getFirst().logProbability(), within(1e-4));
            }
        }
    }

    @Test
    void whatIsNotAmongTheLikeliestIsNeverChosen() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            float[] logits = new float[50];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = random.nextInt(12) - 6;
            }
            int topK = 1 + random.nextInt(60);
            double minP = random.nextBoolean() ? 0 : random.nextDouble();
            double topP = random.nextBoolean() ? 1 : 0.05 + 0.9 * random.nextDouble();
            int chosen = new Sampler(new SamplingParameters(1, topP, topK, minP, 1, 0, 0, Map.of(), round), new int[0])
                    .choose(logits.clone());
            int[] order =
                    Sampler.likeliest(logits, 0, logits.length, logits.length).toArray();
            double best = logits[order[0]];
            double total = Arrays.stream(order, 0, Math.min(topK, order.length))
                    .mapToDouble(token -> Math.exp(logits[token] - best))
                    .filter(weight -> weight >= minP)
                    .sum();
            double before = 0;
            for (int place = 0; order[place] != chosen; place++) {
                before += Math.exp(logits[order[place]] - best);
                assertThat(place + 1).as("topK of round %s", round).isLessThan(topK);
            }
            assertThat(before).as("topP of round %s", round).isLessThan(topP * total + 1e-9);
            assertThat(Math.exp(logits[chosen] - best)).isGreaterThanOrEqualTo(minP);
        }
    }

    @Test
    void penaltiesAndBiasChangeWhatIsLikeliest() {
        float[] logits = {3, 2, 1, -1};
        assertThat(chosen(new SamplingParameters(0, 1, 0, 0, 2, 0, 0, Map.of(), 1), logits, 4))
                .containsExactly(1, 0, 0, 0);
        assertThat(chosen(new SamplingParameters(0, 1, 0, 0, 1, 1.5, 0, Map.of(), 1), logits, 4))
                .containsExactly(0, 1, 0, 0);
        assertThat(chosen(new SamplingParameters(0, 1, 0, 0, 1, 0, 1.5, Map.of(), 1), logits, 4))
                .containsExactly(0, 1, 0, 2);
        assertThat(chosen(new SamplingParameters(0, 1, 0, 0, 1, 0, 0, Map.of(3, 5.0), 1), logits, 2))
                .containsExactly(3, 3);
    }

    /** The prompt has token 0. */
    private static List<Integer> chosen(SamplingParameters sampling, float[] logits, int count) {
        Sampler sampler = new Sampler(sampling, new int[] {0});
        return IntStream.range(0, count)
                .mapToObj(_ -> sampler.choose(logits.clone()))
                .toList();
    }

    @Test
    void endTokensEndWhereTheyMay() {
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            Answer free = ended(engine, new Ending(List.of(), Set.of(), true, 0));
            assertThat(free.ids()).hasSize(30);
            int third = free.ids()[2];
            assertThat(ended(engine, new Ending(List.of(), Set.of(third), true, 0))
                            .ids())
                    .hasSizeLessThanOrEqualTo(2)
                    .doesNotContain(third);
            Answer later = ended(engine, new Ending(List.of(), Set.of(third), true, 12));
            assertThat(later.ids()).hasSizeGreaterThanOrEqualTo(12).doesNotContain(third);
        }
    }

    private static Answer ended(ServingEngine engine, Ending ending) {
        return engine.submit(new GenerationRequest(
                        null,
                        null,
                        new int[] {65},
                        30,
                        SamplingParameters.of(0.8, 1, 2),
                        ending,
                        GenerationRequest.Scores.NONE,
                        Optional.empty()))
                .answer();
    }

    @Test
    void aSeedDecidesTheSampling() {
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            assertThat(sampled(engine, 3)).isEqualTo(sampled(engine, 3)).isNotEqualTo(sampled(engine, 4));
        }
    }

    private static String sampled(ServingEngine engine, long seed) {
        return engine.submit(new GenerationRequest(null, new int[] {65}, 30, 1, 1, List.of(), seed))
                .answer()
                .text();
    }

    @Test
    void anAnswerEndsBeforeAStopText() {
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            GenerationRequest plain = new GenerationRequest(null, new int[] {65, 66}, 40, 1, 1, List.of(), 9);
            String whole = engine.submit(plain).answer().text();
            String stop = whole.substring(10, 12);
            Answer stopped = engine.submit(new GenerationRequest(null, new int[] {65, 66}, 40, 1, 1, List.of(stop), 9))
                    .answer();
            assertThat(stopped.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
            assertThat(stopped.finish()).isEqualTo(Finish.STOP);
            assertThat(base.tokenizer().decode(stopped.ids())).startsWith(stopped.text());
        }
    }

    @Test
    void tooManyRequestsAreRefusedWithAWait() {
        try (ServingEngine engine = ServingEngine.open(base, new Limits(1, 1, 96, 256, 1 << 20))) {
            List<Generation> accepted = new ArrayList<>();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            accepted.add(engine.submit(greedy(null, new int[] {i}, 90)));
                        }
                    })
                    .isInstanceOfSatisfying(
                            OverloadedException.class,
                            refused -> assertThat(refused.retryAfterSeconds()).isPositive());
            accepted.forEach(generation -> assertThat(generation.answer().ids()).isNotNull());
        }
    }

    @Test
    void aCancelledAnswerEndsAndFreesItsRow() {
        try (ServingEngine engine = ServingEngine.open(base, new Limits(1, 4, 96, 256, 1 << 20))) {
            Generation first = engine.submit(greedy(null, new int[] {1}, 90));
            first.cancel();
            assertThat(first.answer().finish()).isIn(Finish.CANCELLED, Finish.STOP, Finish.LENGTH);
            assertThat(engine.submit(greedy(null, new int[] {2}, 2)).answer().finish())
                    .isNotEqualTo(Finish.CANCELLED);
        }
    }

    @Test
    void whatCannotBeServedIsSaid() {
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            assertThatThrownBy(() -> engine.submit(greedy("nobody", new int[] {1}, 1)))
                    .isInstanceOf(ServeException.class)
                    .hasMessageContaining("nobody");
            assertThatThrownBy(() -> engine.submit(greedy(null, new int[200], 1)))
                    .isInstanceOf(ServeException.class)
                    .hasMessageContaining("Send a shorter one");
            assertThatThrownBy(() -> engine.submit(greedy(null, new int[] {9_999}, 1)))
                    .isInstanceOf(ServeException.class)
                    .hasMessageContaining("9999");
        }
    }

    @Test
    void anAdapterTakenAwayFinishesItsAnswers() {
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            register(engine, "a0", 0, 0.3);
            GenerationRequest request = greedy("a0", new int[] {7, 8}, 60);
            Generation generation = engine.submit(request);
            assertThat(engine.unregister("a0")).isTrue();
            assertContinues(request, generation.answer());
            assertThat(engine.adapters()).isEmpty();
        }
    }

    /** Sixteen rows use an adapter that is unloaded and replaced: they finish with the one they were given, which then leaves memory. */
    @Test
    void anAdapterThatSixteenRowsUseIsUnloaded() {
        try (ServingEngine engine = ServingEngine.open(base, new Limits(16, 32, 96, 512, 1 << 20))) {
            register(engine, "a0", 0, 0.3);
            engine.prefetch("a0");
            List<GenerationRequest> requests = new ArrayList<>();
            List<Generation> generations = new ArrayList<>();
            for (int row = 0; row < 16; row++) {
                requests.add(greedy("a0", new int[] {row, 8}, 60));
                generations.add(engine.submit(requests.getLast()));
            }
            assertThat(engine.unregister("a0")).isTrue();
            assertThat(engine.residentAdapters()).isZero();
            engine.register("a0", () -> TinyModel.adapter(base.config(), 9, 0.3));
            for (int row = 0; row < 16; row++) {
                assertContinues(requests.get(row), generations.get(row).answer());
            }
        }
    }

    /** The context holds prompt and answer together. */
    @Test
    void aPromptAsLongAsTheContextHasNoRoomForAnAnswer() {
        try (ServingEngine engine = ServingEngine.open(base, LIMITS)) {
            int context = engine.limits().contextTokens();
            GenerationRequest last = greedy(null, new int[context - 1], 5);
            assertThat(engine.submit(last).answer().ids().length).isLessThanOrEqualTo(1);
            for (int length : new int[] {context, context + 1}) {
                assertThatThrownBy(() -> engine.submit(greedy(null, new int[length], 1)))
                        .isInstanceOf(ServeException.class)
                        .hasMessageContaining("the prompt has " + length + " tokens");
            }
        }
    }

    /** Whoever leaves is gone in the queue, before the prompt is computed, and in the middle of an answer; others stay whole. */
    @Test
    void whoLeavesAtAnyMomentFreesItsPlace() throws InterruptedException {
        Random random = new Random(23);
        try (ServingEngine engine = ServingEngine.open(base, new Limits(2, 64, 96, 256, 1 << 20))) {
            register(engine, "a0", 0, 0.3);
            List<GenerationRequest> kept = new ArrayList<>();
            List<Generation> answers = new ArrayList<>();
            List<Generation> gone = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                GenerationRequest request = greedy(i % 2 == 0 ? "a0" : null, new int[] {i, 7}, 20);
                Generation generation = engine.submit(request);
                if (i % 4 == 3) {
                    kept.add(request);
                    answers.add(generation);
                    continue;
                }
                if (random.nextInt(3) == 0) {
                    generation.next(); // it is being answered
                }
                generation.cancel();
                gone.add(generation);
            }
            for (Generation each : gone) {
                assertThat(each.answer().finish()).isIn(Finish.CANCELLED, Finish.STOP, Finish.LENGTH);
            }
            assertThat(gone.stream().filter(each -> each.answer().finish() == Finish.CANCELLED))
                    .isNotEmpty();
            for (int i = 0; i < kept.size(); i++) {
                assertContinues(kept.get(i), answers.get(i).answer());
            }
        }
    }

    private static void register(ServingEngine engine, String name, long seed, double deviation) {
        engine.register(name, () -> TinyModel.adapter(base.config(), seed, deviation));
    }

    private static GenerationRequest greedy(@Nullable String adapter, int[] prompt, int maxTokens) {
        return new GenerationRequest(adapter, prompt, maxTokens, 0, 1, List.of(), 0);
    }
}
