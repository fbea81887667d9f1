package org.openledger.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Talks to a running node over its HTTP API: what every command but those that start or repair a node does. */
public final class NodeClient implements AutoCloseable {
    /** In the data folder while a node runs: where it listens. */
    public static final String ADDRESS_FILE = "node.url";

    public static final String TOKEN_FILE = "admin.token";
    public static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI node;
    private final String token;

    public NodeClient(URI node, String token) {
        this.node = node;
        this.token = token;
    }

    /** The node that runs on a data folder. */
    public static NodeClient ofDataFolder(Path data) {
        Path address = data.resolve(ADDRESS_FILE);
        try {
            if (!Files.exists(address)) {
                throw new ClientException("no node runs on " + data.toAbsolutePath()
                        + ": start one with: openledger up --data " + data + ", or name the right folder with --data");
            }
            return new NodeClient(
                    URI.create(Files.readString(address).strip()),
                    Files.readString(data.resolve(TOKEN_FILE)).strip());
        } catch (IOException e) {
            throw new ClientException("cannot read " + address + ": " + e.getMessage(), e);
        }
    }

    public URI node() {
        return node;
    }

    /** The admin token, for the link to the page. */
    public String token() {
        return token;
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public JsonNode get(String path) {
        return json(send(request(path, token).GET()));
    }

    public JsonNode post(String path, JsonNode body) {
        return json(send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))));
    }

    public JsonNode delete(String path) {
        return json(send(request(path, token).DELETE()));
    }

    /** A call that answers in lines of JSON as it goes on; the last of them is the result, or an error. */
    public JsonNode follow(String path, Consumer<JsonNode> eachBefore) {
        HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody())
                .build();
        JsonNode last = object();
        try {
            HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                for (String line : (Iterable<String>) lines::iterator) {
                    eachBefore.accept(last);
                    last = parse(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ClientException("the node at " + node + " stopped answering: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted while waiting for the node", e);
        }
        String error = last.path("error").path("message").asString("");
        if (!error.isEmpty()) {
            throw new ClientException(error);
        }
        return last;
    }

    /** Sends a file of lines as it is. */
    public JsonNode upload(String path, BodyPublisher body) {
        return json(send(request(path, token)
                .header("Content-Type", "application/x-ndjson")
                .POST(body)));
    }

    public byte[] download(String path) {
        return send(request(path, token).GET()).body();
    }

    /** One call with an API key instead of the admin token; the response as it came, whatever its status. */
    public HttpResponse<byte[]> ask(String path, String key, JsonNode body) {
        return call(request(path, key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    public static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new ClientException("the node answered something that is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The sentence of an error answer. */
    public static String errorOf(HttpResponse<byte[]> response) {
        return Optional.of(parse(response.body()).path("error").path("message").asString(""))
                .filter(message -> !message.isEmpty())
                .orElse("the node answered " + response.statusCode());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(node.resolve(path))
                .timeout(CALL_TIMEOUT)
                .header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        HttpResponse<byte[]> response = call(request);
        if (response.statusCode() >= 300) {
            throw new ClientException(errorOf(response));
        }
        return response;
    }

    private HttpResponse<byte[]> call(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new ClientException(
                    "the node at " + node + " does not answer (" + e.getMessage()
                            + "): is it running? Start it with: openledger up",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted while waiting for the node", e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return parse(response.body());
    }
}
