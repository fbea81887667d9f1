package org.openledger.mcp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.VerifyException;
import tools.jackson.databind.JsonNode;

/**
 * One server of tools: revision 2026-07-28 of the protocol, which has no sessions, and where that is not known the one of 2025-11-25.
 * Whatever it answers is bounded, and an answer to another request than was sent is none.
 */
public final class McpServer {
    private static final String STATELESS = "2026-07-28";
    private static final String INITIALIZED = "2025-11-25";
    private static final String VERSION_HEADER = "MCP-Protocol-Version";
    private static final String SESSION_HEADER = "Mcp-Session-Id";
    private static final String CALL_HEADER = "Idempotency-Key";
    private static final int MAX_PAGES = 10;
    private static final int MAX_TOOLS = 200;
    private static final int FIRST_REFUSED_STATUS = 400;
    /** By which a server refuses a revision, or a request outside of a session, that it does not know. */
    private static final Set<Integer> OF_BEFORE = Set.of(400, 404, 405, 406, 415);

    private final String name;
    private final URI url;
    private final Limits limits;
    private final Optional<String> bearer;
    private final HttpClient http;
    private final AtomicLong ids = new AtomicLong();
    private volatile Optional<Session> session = Optional.empty();

    /** What is read of one answer, and how long it is waited for. */
    public record Limits(long bytes, Duration patience) {
        public static final Limits STANDARD = new Limits(4L << 20, Duration.ofSeconds(30));
    }

    /** How a server from before revision 2026-07-28 is spoken with. */
    private record Session(Optional<String> id) {}

    /**
     * A tool as a server describes it.
     *
     * @param definition its name, description and schemas, and nothing else
     */
    public record Definition(String name, JsonObject definition) {}

    /** @param name that mandates and records call it by */
    public McpServer(String name, URI url, Limits limits) {
        this(name, url, limits, Optional.empty());
    }

    /** @param bearer that it is sent as the caller's token */
    public McpServer(String name, URI url, Limits limits, Optional<String> bearer) {
        this.bearer = bearer;
        this.name = name;
        this.url = url;
        this.limits = limits;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.patience())
                .build();
    }

    public String name() {
        return name;
    }

    public URI url() {
        return url;
    }

    /** Its tools, as they are now. One that records cannot hold, or whose name stands twice, is left out. */
    public List<Definition> tools() throws InterruptedException {
        List<Definition> tools = new ArrayList<>();
        Set<String> twice = new HashSet<>();
        Set<String> names = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            Json.ObjectBuilder parameters = Json.object();
            cursor.ifPresent(from -> parameters.put("cursor", from));
            JsonNode result = ask("tools/list", Optional.empty(), parameters, Optional.empty());
            for (JsonNode tool : result.path("tools")) {
                String called = tool.path("name").asString("");
                if (!names.add(called)) {
                    twice.add(called);
                }
                definition(tool).map(defined -> new Definition(called, defined)).ifPresent(tools::add);
            }
            cursor = Optional.ofNullable(result.path("nextCursor").asString(null));
            if (cursor.isEmpty() || tools.size() > MAX_TOOLS) {
                break;
            }
        }
        return tools.stream()
                .filter(tool -> !tool.name().isEmpty() && !twice.contains(tool.name()))
                .limit(MAX_TOOLS)
                .toList();
    }

    private static Optional<JsonObject> definition(JsonNode tool) {
        Json.ObjectBuilder definition = Json.object();
        for (String member : List.of("name", "description", "inputSchema", "outputSchema")) {
            if (tool.has(member)) {
                Optional<Json> value = PlainJson.of(tool.path(member));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                definition.put(member, value.get());
            }
        }
        JsonObject built = definition.build();
        try {
            CanonicalJson.parse(CanonicalJson.write(built));
            return Optional.of(built);
        } catch (VerifyException tooMuch) {
            return Optional.empty();
        }
    }

    /**
     * Calls a tool once. Members of the result that records cannot hold are left out; text always stays.
     *
     * @param tool by the server's own name
     */
    public JsonObject call(String tool, JsonObject arguments) throws InterruptedException {
        return call(tool, arguments, Optional.empty());
    }

    /** @param callId by which a server like this node knows the call again */
    public JsonObject call(String tool, JsonObject arguments, Optional<String> callId) throws InterruptedException {
        JsonNode result = ask(
                "tools/call", Optional.of(tool), Json.object().put("name", tool).put("arguments", arguments), callId);
        Json.ObjectBuilder kept = Json.object()
                .put("isError", new Json.JsonBoolean(result.path("isError").asBoolean(false)));
        kept.put(
                "content",
                PlainJson.of(result.path("content"))
                        .filter(Json.JsonArray.class::isInstance)
                        .orElseThrow(() -> new McpException(name, "gave no content that can be recorded")));
        if (result.has("structuredContent")) {
            PlainJson.of(result.path("structuredContent")).ifPresent(value -> kept.put("structuredContent", value));
        }
        return kept.build();
    }

    /** The server may have done what it was asked, whatever becomes of its answer. */
    private JsonNode ask(String method, Optional<String> tool, Json.ObjectBuilder parameters, Optional<String> callId)
            throws InterruptedException {
        JsonObject plain = parameters.build();
        if (session.isEmpty()) {
            Answer answer = send(method, tool, withMeta(plain), STATELESS, Optional.empty(), true, callId);
            Optional<JsonNode> result = answer.result();
            if (result.isPresent()) {
                return result.get();
            }
            if (!answer.isOfBefore()) {
                throw new McpException(name, "refused " + method + ": " + answer.words());
            }
            session = Optional.of(initialize());
        }
        Answer answer =
                send(method, Optional.empty(), plain, INITIALIZED, session.get().id(), true, callId);
        if (answer.status == 404) {
            session = Optional.empty();
        }
        return answer.result().orElseThrow(() -> new McpException(name, "refused " + method + ": " + answer.words()));
    }

    private Session initialize() throws InterruptedException {
        JsonObject hello = Json.object()
                .put("protocolVersion", INITIALIZED)
                .put("capabilities", Json.object().build())
                .put("clientInfo", client())
                .build();
        Answer answer =
                send("initialize", Optional.empty(), hello, INITIALIZED, Optional.empty(), true, Optional.empty());
        if (answer.result().isEmpty()) {
            throw new McpException(
                    name, "speaks neither revision " + STATELESS + " nor " + INITIALIZED + ": " + answer.words());
        }
        send(
                "notifications/initialized",
                Optional.empty(),
                Json.object().build(),
                INITIALIZED,
                answer.session,
                false,
                Optional.empty());
        return new Session(answer.session);
    }

    private static JsonObject withMeta(JsonObject parameters) {
        Json.ObjectBuilder with = Json.object();
        parameters.members().forEach(with::put);
        return with.put(
                        "_meta",
                        Json.object()
                                .put("io.modelcontextprotocol/protocolVersion", STATELESS)
                                .put("io.modelcontextprotocol/clientInfo", client())
                                .put(
                                        "io.modelcontextprotocol/clientCapabilities",
                                        Json.object().build())
                                .build())
                .build();
    }

    private static Json client() {
        return Json.object().put("name", "openledger").put("version", "1").build();
    }

    /** What came back: the response to the request's own id, or none. */
    private record Answer(int status, Optional<String> session, Optional<JsonNode> response) {
        Optional<JsonNode> result() {
            return response.map(found -> found.path("result")).filter(JsonNode::isObject);
        }

        /** Whether a server from before may have meant that it does not know the revision; then it has done nothing. */
        boolean isOfBefore() {
            return OF_BEFORE.contains(status);
        }

        String words() {
            String said = response.map(
                            found -> found.path("error").path("message").asString(""))
                    .orElse("");
            String short_ = said.length() <= 200 ? said : said.substring(0, 200) + "…";
            return "HTTP " + status + (short_.isEmpty() ? "" : ", \"" + short_ + "\"");
        }
    }

    private Answer send(
            String method,
            Optional<String> tool,
            JsonObject parameters,
            String version,
            Optional<String> inSession,
            boolean answered,
            Optional<String> callId)
            throws InterruptedException {
        long id = ids.incrementAndGet();
        Json.ObjectBuilder body =
                Json.object().put("jsonrpc", "2.0").put("method", method).put("params", parameters);
        if (answered) {
            body.put("id", id);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(limits.patience())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header(VERSION_HEADER, version)
                .POST(BodyPublishers.ofByteArray(CanonicalJson.write(body.build())));
        if (version.equals(STATELESS)) {
            request.header("Mcp-Method", method);
            tool.ifPresent(called -> request.header("Mcp-Name", called));
        }
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        callId.ifPresent(once -> request.header(CALL_HEADER, once));
        inSession.ifPresent(open -> request.header(SESSION_HEADER, open));
        HttpResponse<String> response = exchange(request.build());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue(SESSION_HEADER),
                answered ? response(response, id) : Optional.empty());
    }

    private HttpResponse<String> exchange(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> sent = http.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), limits.bytes()));
        try {
            return sent.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw tooLate();
        } catch (ExecutionException failed) {
            @Nullable Throwable cause = failed.getCause();
            if (cause instanceof HttpTimeoutException) {
                throw tooLate();
            }
            boolean isTooLong = cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains("exceed");
            throw new McpException(
                    name,
                    isTooLong
                            ? "answers with more than " + limits.bytes() + " bytes"
                            : "cannot be reached (" + (cause == null ? failed : cause) + ")");
        } finally {
            sent.cancel(true);
        }
    }

    private McpException tooLate() {
        return new McpException(
                name, "did not answer within " + limits.patience().toSeconds() + " s");
    }

    private Optional<JsonNode> response(HttpResponse<String> response, long id) {
        boolean events = response.headers()
                .firstValue("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("text/event-stream");
        List<JsonNode> messages = new ArrayList<>();
        for (String text : events ? data(response.body()) : List.of(response.body())) {
            PlainJson.tree(text).filter(JsonNode::isObject).ifPresent(messages::add);
        }
        for (JsonNode message : messages) {
            boolean isResponse = message.has("result") || message.has("error");
            if (isResponse && isId(message.path("id"), id)) {
                return Optional.of(message);
            }
            if (isResponse && response.statusCode() < FIRST_REFUSED_STATUS) {
                throw new McpException(name, "answers another request than was sent");
            }
        }
        if (response.statusCode() < FIRST_REFUSED_STATUS) {
            throw new McpException(name, "gave no response of JSON-RPC");
        }
        return messages.stream().findFirst();
    }

    private static boolean isId(JsonNode found, long id) {
        return found.isIntegralNumber() && found.canConvertToLong() && found.asLong() == id;
    }

    /** The data of each event (HTML Living Standard, 9.2). */
    private static List<String> data(String stream) {
        List<String> events = new ArrayList<>();
        StringBuilder event = new StringBuilder();
        for (String line : (stream + "\n\n").split("\r\n|\n|\r", -1)) {
            if (line.startsWith("data:")) {
                event.append(line.startsWith("data: ") ? line.substring(6) : line.substring(5))
                        .append('\n');
            } else if (line.isEmpty() && !event.isEmpty()) {
                events.add(event.toString());
                event.setLength(0);
            }
        }
        return events;
    }

    /** {@link McpException} where no server has this name. */
    public static McpException unknown(String name) {
        return new McpException(
                Kind.UNKNOWN, "There is no server '" + name + "' here: an operator names servers in agents.servers.");
    }
}
