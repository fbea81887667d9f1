package org.openledger.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that speaks the protocol of upstreams: it keeps its adapters, and answers completions as a test says. */
public final class StubUpstream implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is sent for a completion. */
    @FunctionalInterface
    public interface Script {
        void send(JsonNode request, Wire wire) throws IOException, InterruptedException;
    }

    public final Map<String, String> adapters = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    public volatile Script script;
    volatile int listStatus = 200;
    volatile boolean listHangs;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public StubUpstream(Script script) {
        this.script = script;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** So often was something asked for. */
    public long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            calls.add(path);
            switch (path) {
                case "/v1/models" -> {
                    if (listHangs) {
                        exchange.sendResponseHeaders(200, 1_000);
                        Thread.sleep(60_000);
                    }
                    answer(exchange, listStatus, JSON.writeValueAsString(Map.of("data", list())));
                }
                case "/v1/load_lora_adapter" -> {
                    JsonNode body = JSON.readTree(exchange.getRequestBody());
                    adapters.put(
                            body.get("lora_name").asString(),
                            body.get("lora_path").asString());
                    answer(exchange, 200, "Success");
                }
                case "/v1/unload_lora_adapter" -> {
                    JsonNode body = JSON.readTree(exchange.getRequestBody());
                    boolean gone = adapters.remove(body.get("lora_name").asString()) != null;
                    answer(exchange, gone ? 200 : 404, "{}");
                }
                case "/v1/completions" -> {
                    JsonNode body = JSON.readTree(exchange.getRequestBody());
                    if (adapters.containsKey(body.get("model").asString())) {
                        script.send(body, new Wire(exchange));
                    } else {
                        answer(exchange, 404, "{\"error\":{\"message\":\"The model does not exist.\"}}");
                    }
                }
                default -> answer(exchange, 404, "{}");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Map<String, String>> list() {
        return adapters.entrySet().stream()
                .map(each -> Map.of("id", each.getKey(), "root", each.getValue()))
                .toList();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    /** An answer on its way. */
    public static final class Wire {
        private final HttpExchange exchange;
        private OutputStream out = OutputStream.nullOutputStream();

        Wire(HttpExchange exchange) {
            this.exchange = exchange;
        }

        public void refuse(int status, String body) throws IOException {
            answer(exchange, status, body);
        }

        void redirect(URI to) throws IOException {
            exchange.getResponseHeaders().add("Location", to.toString());
            exchange.sendResponseHeaders(307, -1);
        }

        public Wire begin() throws IOException {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            out = exchange.getResponseBody();
            return this;
        }

        public Wire event(String data) throws IOException {
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
        }

        /** Some tokens, with a log-probability for each. */
        public Wire tokens(String model, String id, List<Integer> tokens, List<Double> nats) throws IOException {
            return event(JSON.writeValueAsString(Map.of(
                    "id",
                    id,
                    "model",
                    model,
                    "choices",
                    List.of(Map.of("token_ids", tokens, "logprobs", Map.of("token_logprobs", nats))))));
        }

        public Wire finish(String model, String id, String why) throws IOException {
            return event(JSON.writeValueAsString(Map.of(
                    "id",
                    id,
                    "model",
                    model,
                    "choices",
                    List.of(Map.of("token_ids", List.of(), "finish_reason", why)))));
        }

        public Wire usage(String model, String id, int prompt, int answer) throws IOException {
            return event(JSON.writeValueAsString(Map.of(
                    "id",
                    id,
                    "model",
                    model,
                    "choices",
                    List.of(),
                    "usage",
                    Map.of("prompt_tokens", prompt, "completion_tokens", answer))));
        }

        public void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }
    }
}
