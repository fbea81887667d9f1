package org.openledger.upstream;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.openledger.upstream.UpstreamException.Sort;
import org.openledger.verify.bytes.Hashes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One server: whether it answers, which adapters it has, and what is asked of it. From any thread. */
final class UpstreamServer {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamServer.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long MAX_LIST_BYTES = 4 << 20;
    private static final int OK = 200;
    private static final int UNKNOWN = 404;
    private static final int FAILED = 500;

    private final String name;
    private final URI url;
    private final Optional<String> token;
    private final UpstreamOptions options;
    private final HttpClient http;
    private final Runnable lookSoon;
    /** The digests of the adapters that it was seen to have, by name. */
    private final ConcurrentMap<String, String> loaded = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, ReentrantLock> loading = new ConcurrentHashMap<>();
    /** Why it does not answer; empty while it does. */
    private volatile Optional<String> silent = Optional.empty();

    /** @param lookSoon has somebody look at it */
    UpstreamServer(String name, UpstreamOptions options, HttpClient http, Runnable lookSoon) {
        this.lookSoon = lookSoon;
        this.name = name;
        this.url = Objects.requireNonNull(options.servers().get(name));
        this.token = Optional.ofNullable(options.tokens().get(name));
        this.options = options;
        this.http = http;
    }

    String name() {
        return name;
    }

    boolean healthy() {
        return silent.isEmpty();
    }

    /** Why it does not answer; empty while it does. */
    Optional<String> silent() {
        return silent;
    }

    /** It was lost while it was asked; it is asked no more until a look at it finds that it answers. */
    void lost(String why) {
        failed(why);
        lookSoon.run();
    }

    private void failed(String why) {
        if (silent.isEmpty()) {
            LOG.warn("the upstream {} is not asked for now: {}", name, why);
        }
        silent = Optional.of(why);
    }

    /** How much it is the one to ask for an adapter, among the servers: rendezvous hashing (Thaler and Ravishankar, 1998). */
    long weight(RemoteAdapter adapter) {
        byte[] hash = Hashes.sha256((name + "\n" + adapter.digest()).getBytes(StandardCharsets.UTF_8));
        long weight = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            weight = (weight << Byte.SIZE) | (hash[i] & 0xff);
        }
        return weight;
    }

    /** Looks whether it answers, and which adapters it still has. Never fails. */
    CompletableFuture<Void> look() {
        return sent(list(), options.connect())
                .thenAccept(answer -> {
                    Map<String, String> roots = roots(answer);
                    loaded.keySet().retainAll(roots.keySet());
                    if (silent.isPresent()) {
                        LOG.info("the upstream {} answers", name);
                    }
                    silent = Optional.empty();
                })
                .exceptionally(failure -> {
                    failed(why(failure));
                    return null;
                });
    }

    /** Has an adapter loaded, unless it is. Those who want the same one wait for the first. */
    void require(RemoteAdapter adapter) throws InterruptedException {
        ReentrantLock one = loading.computeIfAbsent(adapter.name(), _ -> new ReentrantLock());
        one.lockInterruptibly();
        try {
            if (adapter.digest().equals(loaded.get(adapter.name()))) {
                return;
            }
            Optional<String> root =
                    Optional.ofNullable(roots(send(list(), options.load())).get(adapter.name()));
            boolean there = root.isPresent()
                    && (root.get().equals(adapter.path()) || root.get().equals(adapter.digest()));
            if (!there) {
                root.ifPresent(other -> requireOurs(adapter, other));
                if (root.isPresent()) {
                    post("/v1/unload_lora_adapter", Map.of("lora_name", adapter.name()));
                }
                post("/v1/load_lora_adapter", Map.of("lora_name", adapter.name(), "lora_path", adapter.path()));
                LOG.info("the upstream {} has loaded {}", name, adapter.name());
            }
            loaded.put(adapter.name(), adapter.digest());
        } finally {
            one.unlock();
        }
    }

    /** Only what was loaded from below our folder is replaced. */
    private void requireOurs(RemoteAdapter adapter, String other) {
        if (!other.startsWith(options.seenData().toString() + "/")) {
            throw new UpstreamException("it has another adapter under the name " + adapter.name()
                    + ", which this node did not load: unload it there, or call the model otherwise");
        }
    }

    /** It has lost an adapter: it was started again, or somebody unloaded it. */
    void forget(RemoteAdapter adapter) {
        loaded.remove(adapter.name());
    }

    /** Has an adapter unloaded that it was seen to have. */
    void unload(String adapter) {
        if (loaded.remove(adapter) != null) {
            try {
                post("/v1/unload_lora_adapter", Map.of("lora_name", adapter));
            } catch (UpstreamException silent) {
                LOG.warn("the upstream {} did not unload {}: {}", name, adapter, silent.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks for a completion. */
    Exchange complete(Map<String, Object> request) {
        return Exchange.start(http, posting("/v1/completions", request));
    }

    private void post(String path, Map<String, Object> body) throws InterruptedException {
        HttpResponse<byte[]> answer = send(posting(path, body), options.load());
        if (answer.statusCode() != OK) {
            throw refused(path, answer.statusCode(), answer.body());
        }
    }

    static UpstreamException refused(String path, int status, byte[] body) {
        return new UpstreamException(
                status == UNKNOWN ? Sort.UNKNOWN : status >= FAILED ? Sort.DOWN : Sort.WRONG,
                "it answered " + path + " with " + status + " "
                        + Chunk.shown(new String(body, StandardCharsets.UTF_8)));
    }

    private HttpResponse<byte[]> send(HttpRequest request, Duration within) throws InterruptedException {
        try {
            return sent(request, within).get();
        } catch (ExecutionException e) {
            throw new UpstreamException(Sort.DOWN, why(e));
        }
    }

    /** A call that ends within a time, its body too: the time of a request is over with the header. */
    private CompletableFuture<HttpResponse<byte[]>> sent(HttpRequest request, Duration within) {
        CompletableFuture<HttpResponse<byte[]>> call = http.sendAsync(request, handler());
        return call.copy().orTimeout(within.toMillis(), TimeUnit.MILLISECONDS).whenComplete((_, failure) -> {
            if (failure != null) {
                call.cancel(true);
            }
        });
    }

    private static HttpResponse.BodyHandler<byte[]> handler() {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_LIST_BYTES);
    }

    private HttpRequest list() {
        return to("/v1/models").GET().build();
    }

    private HttpRequest posting(String path, Map<String, Object> body) {
        return to(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
    }

    private HttpRequest.Builder to(String path) {
        String root = url.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    /** What each model that it lists was loaded from, by name. */
    private static Map<String, String> roots(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            throw refused("/v1/models", answer.statusCode(), answer.body());
        }
        try {
            JsonNode list = JSON.readTree(answer.body()).path("data");
            if (!list.isArray()) {
                throw new UpstreamException("its /v1/models is no list");
            }
            Map<String, String> roots = new HashMap<>();
            list.forEach(model ->
                    roots.put(model.path("id").asString(""), model.path("root").asString("")));
            return roots;
        } catch (JacksonException e) {
            throw new UpstreamException("its /v1/models is no JSON");
        }
    }

    /** Why a call failed, in words that name no address. */
    static String why(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof CompletionException || cause instanceof ExecutionException)) {
            cause = cause.getCause();
        }
        if (cause instanceof UpstreamException said) {
            return said.getMessage();
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "it does not answer in time";
        }
        if (cause instanceof ConnectException) {
            return "nothing listens at its address";
        }
        return "its connection broke (" + cause.getClass().getSimpleName() + ")";
    }
}
