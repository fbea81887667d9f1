package org.openledger.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.answer.AdapterFiles;
import org.openledger.answer.ServedModel;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.receipt.SmallModel;
import org.openledger.registry.AdapterTiers;
import org.openledger.serve.Answer;
import org.openledger.serve.Answer.Finish;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Piece;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
import org.openledger.verify.Receipt;

/** Honest, lost and hostile upstreams: what they send becomes an answer, moves to another, or fails. */
@Tag("unit")
@Timeout(120)
final class UpstreamsTest {
    private static final String MODEL = "small";
    private static final String ID = "cmpl-1";
    private static final int MAX_TOKENS = 6;
    private static final int[] PROMPT = {40, 41, 42};
    private static final Duration SILENCE = Duration.ofSeconds(1);

    @TempDir
    static Path shared;

    private static BaseModel base;

    private final List<StubUpstream> stubs = new ArrayList<>();
    private Upstreams upstreams;

    @BeforeAll
    static void load() {
        base = SmallModel.base(shared.resolve("base"));
    }

    @AfterAll
    static void free() {
        base.close();
    }

    @BeforeEach
    void knowNobody() {
        upstreams = Upstreams.open(options(Map.of()), Bases.of(base), new PrometheusRegistry());
    }

    @AfterEach
    void close() {
        upstreams.close();
        stubs.forEach(StubUpstream::close);
    }

    @Test
    void anHonestAnswerIsTakenTokenByTokenWithItsScores() throws InterruptedException {
        open(honest());
        UpstreamAnswer running = ask();
        StringBuilder streamed = new StringBuilder();
        for (Piece piece = running.next(); piece != null; piece = running.next()) {
            streamed.append(piece.text());
        }
        Answer answer = running.answer();
        assertThat(answer.ids()).containsExactly(50, 51, 52);
        assertThat(answer.finish()).isEqualTo(Finish.STOP);
        assertThat(answer.text())
                .isEqualTo(base.tokenizer().decode(answer.ids(), false))
                .isEqualTo(streamed.toString());
        assertThat(running.scores().nanonats()).containsExactly(-500_000_000L, -500_000_000L, -500_000_000L);
        assertThat(running.scores().upstream()).isEqualTo("s0");
    }

    /** The end token of the model ends the answer, is counted by the upstream, and is no part of the answer. */
    @Test
    void anEndTokenIsCountedAndNotPartOfTheAnswer() {
        int end = base.config().endTokens().iterator().next();
        open((request, wire) -> wire.begin()
                .tokens(MODEL, ID, List.of(50, 51, end), List.of(-1.0, -1.0, -1.0))
                .finish(MODEL, ID, "stop")
                .usage(MODEL, ID, PROMPT.length, 3)
                .event("[DONE]"));
        assertThat(ask().answer().ids()).containsExactly(50, 51);
    }

    @Test
    void aStopTextEndsTheAnswerHereWhateverFollowsThere() {
        String second = base.tokenizer().decode(new int[] {51}, false);
        open((request, wire) -> {
            wire.begin();
            for (int i = 50; i < 1_000_000; i++) {
                wire.tokens(MODEL, ID, List.of(50 + i % 50), List.of(-1.0));
            }
        });
        Answer answer = upstreams
                .submit(served(MODEL), new GenerationRequest(MODEL, PROMPT, MAX_TOKENS, 0, 1, List.of(second), 1))
                .answer();
        assertThat(answer.ids()).containsExactly(50);
        assertThat(answer.finish()).isEqualTo(Finish.STOP);
    }

    @Test
    void whatIsNotAWholeHonestAnswerFailsWithItsReason() {
        byte[] flood = new byte[1 << 16];
        Arrays.fill(flood, (byte) 'x');
        Map<String, StubUpstream.Script> hostile = new LinkedHashMap<>();
        hostile.put("has more than 1048576 bytes", (request, wire) -> {
            wire.begin();
            for (int i = 0; i < 1 << 14; i++) {
                wire.raw(flood);
            }
        });
        hostile.put("was silent for 1000 ms", (request, wire) -> {
            wire.begin();
            Thread.sleep(60_000);
        });
        hostile.put(
                "ended before it was whole",
                (request, wire) -> wire.begin().tokens(MODEL, ID, List.of(50), List.of(-1.0)));
        hostile.put(
                "ended without a 'finish_reason'",
                (request, wire) -> wire.begin()
                        .tokens(MODEL, ID, List.of(50), List.of(-1.0))
                        .event("[DONE]"));
        hostile.put("took longer than 2 s", (request, wire) -> {
            wire.begin();
            while (true) {
                wire.raw(": still here\n".getBytes(StandardCharsets.UTF_8));
                Thread.sleep(20);
            }
        });
        hostile.put("sent more tokens than the 6", (request, wire) -> {
            wire.begin();
            for (int i = 0; i < 100; i++) {
                wire.tokens(MODEL, ID, List.of(50), List.of(-1.0));
            }
        });
        hostile.put(
                "it counted 3 tokens of the prompt and 2 of the answer",
                (request, wire) -> wire.begin()
                        .tokens(MODEL, ID, List.of(50), List.of(-1.0))
                        .finish(MODEL, ID, "stop")
                        .usage(MODEL, ID, PROMPT.length, 2)
                        .event("[DONE]"));
        hostile.put(
                "it counted 9 tokens of the prompt",
                (request, wire) -> wire.begin()
                        .tokens(MODEL, ID, List.of(50), List.of(-1.0))
                        .finish(MODEL, ID, "stop")
                        .usage(MODEL, ID, 9, 1)
                        .event("[DONE]"));
        hostile.put(
                "does not say how many tokens it counted",
                (request, wire) -> wire.begin()
                        .tokens(MODEL, ID, List.of(50), List.of(-1.0))
                        .finish(MODEL, ID, "stop")
                        .event("[DONE]"));
        hostile.put(
                "answers with the model other",
                (request, wire) -> wire.begin().tokens("other", ID, List.of(50), List.of(-1.0)));
        hostile.put(
                "went on with another answer, cmpl-2",
                (request, wire) -> wire.begin()
                        .tokens(MODEL, ID, List.of(50), List.of(-1.0))
                        .tokens(MODEL, "cmpl-2", List.of(51), List.of(-1.0)));
        hostile.put("answered /v1/completions with 500 on fire", (request, wire) -> wire.refuse(500, "on\u0007 fire"));
        hostile.put(
                "answered /v1/completions with 307",
                (request, wire) -> wire.redirect(stubs.getFirst().url().resolve("/elsewhere")));
        hostile.put(
                "failed: out of memory",
                (request, wire) -> wire.begin()
                        .tokens(MODEL, ID, List.of(50), List.of(-1.0))
                        .event("{\"error\":{\"message\":\"out of memory\"}}"));
        hostile.put("an event that is no JSON", (request, wire) -> wire.begin().event("{\"id\":"));
        hostile.put(
                "a text without 'token_ids'",
                (request, wire) ->
                        wire.begin().event("{\"id\":\"1\",\"model\":\"small\",\"choices\":[{\"text\":\"hello\"}]}"));
        hostile.put(
                "sent 1 tokens with 2 log-probabilities",
                (request, wire) -> wire.begin().tokens(MODEL, ID, List.of(50), List.of(-1.0, -2.0)));
        hostile.put(
                "a log-probability that is none: 0.5",
                (request, wire) -> wire.begin().tokens(MODEL, ID, List.of(50), List.of(0.5)));
        hostile.put(
                "sent the token 2147483647",
                (request, wire) -> wire.begin().tokens(MODEL, ID, List.of(Integer.MAX_VALUE), List.of(-1.0)));
        hostile.put(
                "ended its answer by abort",
                (request, wire) -> wire.begin()
                        .tokens(MODEL, ID, List.of(50), List.of(-1.0))
                        .finish(MODEL, ID, "abort"));
        open(honest());
        StubUpstream stub = stubs.getFirst();
        hostile.forEach((says, script) -> {
            stub.script = script;
            awaitHealthy();
            UpstreamAnswer running = ask();
            assertThatThrownBy(running::answer)
                    .as(says)
                    .isInstanceOf(UpstreamException.class)
                    .hasMessageContaining("s0: ")
                    .hasMessageContaining(says)
                    .hasMessageEndingWith("Nothing was charged.");
        });
        assertThat(stub.count("/elsewhere")).isZero();
    }

    @Test
    void anAnswerMovesToAnotherServerBeforeItsFirstTokenAlone() {
        open(honest(), honest());
        StubUpstream first = firstAsked();
        first.script = (request, wire) -> wire.refuse(503, "full");
        assertThat(ask().answer().ids()).containsExactly(50, 51, 52);
        first.script = (request, wire) -> wire.begin();
        awaitHealthy();
        assertThat(ask().answer().ids()).containsExactly(50, 51, 52);
        first.script = (request, wire) -> wire.begin().tokens(MODEL, ID, List.of(50), List.of(-1.0));
        awaitHealthy();
        UpstreamAnswer broken = ask();
        assertThatThrownBy(broken::answer).hasMessageContaining("Nothing was charged");
    }

    @Test
    void anAdapterIsLoadedOnceForManyAndAgainWhenTheServerLostIt() throws Exception {
        open(honest());
        StubUpstream stub = stubs.getFirst();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<int[]>> answers = IntStream.range(0, 16)
                    .mapToObj(_ -> askers.submit(() -> ask().answer().ids()))
                    .toList();
            for (Future<int[]> each : answers) {
                assertThat(each.get()).containsExactly(50, 51, 52);
            }
        }
        assertThat(stub.count("/v1/load_lora_adapter")).isEqualTo(1);
        assertThat(stub.adapters).containsEntry(MODEL, "/mnt/data/models/small/run-1/adapter");
        stub.adapters.clear();
        assertThat(ask().answer().ids()).containsExactly(50, 51, 52);
        assertThat(stub.count("/v1/load_lora_adapter")).isEqualTo(2);
        upstreams.withdraw(MODEL);
        assertThat(stub.adapters).isEmpty();
    }

    @Test
    void anAdapterOfOursThatIsOlderIsReplacedAndOneOfOthersIsNot() {
        open(honest());
        StubUpstream stub = stubs.getFirst();
        stub.adapters.put(MODEL, "/mnt/data/models/small/run-0/adapter");
        assertThat(ask().answer().ids()).hasSize(3);
        assertThat(stub.adapters).containsEntry(MODEL, "/mnt/data/models/small/run-1/adapter");
        stub.adapters.put("large", "/somewhere/else");
        assertThatThrownBy(upstreams.submit(served("large"), request())::answer)
                .hasMessageContaining("another adapter under the name large");
        assertThat(stub.adapters).containsEntry("large", "/somewhere/else");
    }

    @Test
    void aServerThatIsDownIsNotAskedAndIsSaidToBe() {
        open(honest(), honest());
        StubUpstream first = firstAsked();
        first.listStatus = 500;
        while (upstreams.health().stream().allMatch(Upstreams.Health::answers)) {
            Thread.onSpinWait();
        }
        long before = first.count("/v1/completions");
        for (int i = 0; i < 5; i++) {
            assertThat(ask().answer().ids()).hasSize(3);
        }
        assertThat(first.count("/v1/completions")).isEqualTo(before);
        stubs.forEach(stub -> stub.listStatus = 500);
        while (upstreams.health().stream().anyMatch(Upstreams.Health::answers)) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(this::ask)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_READY))
                .hasMessageContaining("nobody answers there: s0 does not: it answered /v1/models with 500");
    }

    @Test
    void aListThatNeverEndsStopsNobody() {
        open(honest(), honest());
        StubUpstream first = firstAsked();
        first.listHangs = true;
        while (upstreams.health().stream().allMatch(Upstreams.Health::answers)) {
            Thread.onSpinWait();
        }
        assertThat(upstreams.health()).anyMatch(each -> each.words().contains("does not answer in time"));
        assertThat(ask().answer().ids()).hasSize(3);
        first.listHangs = false;
        awaitHealthy();
    }

    /** Each adapter has its server, the adapters are spread, and one server's end moves its own adapters alone. */
    @Test
    void adaptersStayWithTheirServers() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        UpstreamOptions options = options(Map.of(
                "s0", URI.create("http://127.0.0.1:1"),
                "s1", URI.create("http://127.0.0.1:1"),
                "s2", URI.create("http://127.0.0.1:1")));
        List<UpstreamServer> servers = List.of("s0", "s1", "s2").stream()
                .map(name -> new UpstreamServer(name, options, HttpClient.newHttpClient(), () -> {}))
                .toList();
        Map<UpstreamServer, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < 3_000; i++) {
            RemoteAdapter adapter = new RemoteAdapter("m", "%064x".formatted(random.nextLong() >>> 1), "");
            UpstreamServer one = best(servers, adapter);
            counts.merge(one, 1, Integer::sum);
            UpstreamServer without = best(servers.subList(0, 2), adapter);
            if (one != servers.get(2)) {
                assertThat(without).as("seed %s", seed).isSameAs(one);
            }
        }
        assertThat(counts.values()).as("seed %s", seed).allMatch(count -> count > 800);
    }

    private static UpstreamServer best(List<UpstreamServer> servers, RemoteAdapter adapter) {
        return Collections.max(servers, Comparator.comparingLong(each -> each.weight(adapter)));
    }

    @Test
    void whoeverStopsWaitingGetsWhatIsThereAndTheConnectionEnds() throws Exception {
        open((request, wire) -> {
            wire.begin().tokens(MODEL, ID, List.of(50), List.of(-1.0));
            Thread.sleep(60_000);
        });
        UpstreamAnswer running = ask();
        assertThat(running.next()).isNotNull();
        running.cancel();
        assertThat(running.answer().finish()).isEqualTo(Finish.CANCELLED);
        assertThat(running.answer().ids()).containsExactly(50);
        UpstreamAnswer untaken = ask();
        untaken.cancel();
        assertThat(untaken.answer().ids()).isEmpty();
    }

    private static StubUpstream.Script honest() {
        return (request, wire) -> wire.begin()
                .tokens(MODEL, ID, List.of(50), List.of(-0.5))
                .tokens(MODEL, ID, List.of(51, 52), List.of(-0.5, -0.5))
                .finish(MODEL, ID, "stop")
                .usage(MODEL, ID, request.get("prompt").size(), 3)
                .event("[DONE]");
    }

    private void open(StubUpstream.Script... scripts) {
        Map<String, URI> servers = new LinkedHashMap<>();
        for (StubUpstream.Script script : scripts) {
            StubUpstream stub = new StubUpstream(script);
            stubs.add(stub);
            servers.put("s" + servers.size(), stub.url());
        }
        upstreams.close();
        upstreams = Upstreams.open(options(servers), Bases.of(base), new PrometheusRegistry());
        awaitHealthy();
    }

    private void awaitHealthy() {
        while (!upstreams.health().stream().allMatch(Upstreams.Health::answers)) {
            Thread.onSpinWait();
        }
    }

    /** The server that the model's adapter belongs to, after one answer. */
    private StubUpstream firstAsked() {
        ask().answer();
        return stubs.stream()
                .filter(stub -> stub.count("/v1/completions") > 0)
                .findFirst()
                .orElseThrow();
    }

    private static UpstreamOptions options(Map<String, URI> servers) {
        return new UpstreamOptions(
                servers,
                Map.of(),
                Set.of(UpstreamOptions.ALL),
                shared.toAbsolutePath(),
                Path.of("/mnt/data"),
                Duration.ofSeconds(2),
                SILENCE,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                1 << 20,
                UpstreamOptions.STANDARD_TOLERANCE_NANONATS);
    }

    private UpstreamAnswer ask() {
        return upstreams.submit(served(MODEL), request());
    }

    private static GenerationRequest request() {
        return new GenerationRequest(MODEL, PROMPT, MAX_TOKENS, 0, 1, List.of(), 1);
    }

    private static ServedModel served(String name) {
        String digest = "a".repeat(64);
        return new ServedModel(
                new Receipt.Model(
                        name, "7", base.digest(), digest, base.tokenizer().digest(), "run-1", List.of()),
                1,
                "0x" + "0d".repeat(20),
                "base",
                Optional.empty(),
                Optional.empty(),
                new AdapterFiles(
                        name,
                        shared.resolve("models/small/run-1/adapter"),
                        digest,
                        AdapterTiers.ofThisDisk(new LocalDisk())),
                1);
    }
}
