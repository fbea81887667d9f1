package org.openledger.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody else's server of tools, over HTTP, that does whatever a test says: it changes its tools, and answers as it likes. */
final class ForeignTools implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** How it answers a call. */
    interface Answering {
        String answer(JsonNode id, JsonNode arguments) throws InterruptedException;
    }

    private final HttpServer server;
    private final Map<String, String> descriptions = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<JsonNode> reached = Collections.synchronizedList(new ArrayList<>());
    private volatile Answering answering = (id, _) -> text(id, "done");
    private volatile boolean asEvents;

    ForeignTools() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    /** Calls of tools that it has seen. */
    List<JsonNode> reached() {
        return List.copyOf(reached);
    }

    void has(String tool, String description) {
        descriptions.put(tool, description);
    }

    void hasNoMore(String tool) {
        descriptions.remove(tool);
    }

    void answers(Answering how) {
        answering = how;
    }

    void answersAsEvents(boolean events) {
        asEvents = events;
    }

    /** A result that is one text. */
    static String text(JsonNode id, String text) {
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("result")
                .putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", text);
        return answer.toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String answer;
        try {
            answer = request.path("method").asString().equals("tools/list") ? list(request) : called(request);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        String body = asEvents ? ": hello\n\nevent: message\ndata: " + answer + "\n\n" : answer;
        exchange.getResponseHeaders().add("Content-Type", asEvents ? "text/event-stream" : "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String list(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", request.path("id"));
        ArrayNode tools = answer.putObject("result").putArray("tools");
        descriptions.forEach((name, description) -> {
            ObjectNode tool = tools.addObject().put("name", name).put("description", description);
            tool.putObject("inputSchema").put("type", "object");
        });
        return answer.toString();
    }

    private String called(JsonNode request) throws InterruptedException {
        reached.add(request.path("params"));
        return answering.answer(request.path("id"), request.at("/params/arguments"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
