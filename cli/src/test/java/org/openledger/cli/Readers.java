package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.client.Endpoints;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.account.SignInText;
import org.openledger.client.account.SignedMessage;
import org.openledger.client.account.WalletSession;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Verb;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.evidence.EvidenceEndpoints;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.receipt.ReceiptEndpoints;
import org.openledger.client.upload.UploadEndpoints;
import org.openledger.client.version.VersionEndpoints;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.identity.Wallets;

/** Those who read a node, each by a bearer, and what every route tells them. */
final class Readers implements AutoCloseable {
    /** Routes that answer what they are sent, or never end; a trace takes minutes. */
    private static final List<Endpoint<?, ?, ?>> TELL_NOTHING_OF_OTHERS = List.of(
            AccountEndpoints.SIGN_IN_MESSAGE,
            NodeEndpoints.RPC,
            NodeEndpoints.EVENTS,
            ReceiptEndpoints.TRACE,
            UploadEndpoints.APPEND,
            UploadEndpoints.END);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    Readers(String url) {
        this.url = url;
    }

    /** The token of a wallet that signs in. */
    String session(String address, Signer wallet) {
        String message = NodeClient.parse(
                        send("POST", "/api/sign-in/message", "", "{\"address\":\"" + address + "\"}")
                                .body(),
                        SignInText.class)
                .message();
        byte[] digest = Wallets.personalDigest(message.getBytes(StandardCharsets.UTF_8));
        SignedMessage signed = new SignedMessage(message, Signature.format(wallet.sign(digest)));
        HttpResponse<byte[]> response = send("POST", "/api/sign-in", "", NodeClient.JSON.writeValueAsString(signed));
        assertThat(response.statusCode()).isEqualTo(201);
        return NodeClient.parse(response.body(), WalletSession.class).token();
    }

    HttpResponse<byte[]> get(String path, String bearer) {
        return send("GET", path, bearer, "");
    }

    String text(String path, String bearer) {
        return new String(get(path, bearer).body(), StandardCharsets.UTF_8);
    }

    HttpResponse<byte[]> send(String method, String path, String bearer, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * What every route tells a reader, by the route: what it answered, or its refusal.
     *
     * @param samples what stands for the names in paths, by noun and name
     */
    Map<String, String> everything(String bearer, Map<String, String> samples) {
        Map<String, String> told = new LinkedHashMap<>();
        for (Endpoint<?, ?, ?> endpoint : Endpoints.ALL) {
            if (TELL_NOTHING_OF_OTHERS.contains(endpoint) || endpoint.outcome().changes()) {
                continue;
            }
            String method = endpoint.place().verb() == Verb.POST ? "POST" : "GET";
            assertThat(endpoint.place().verb()).as("%s", endpoint).isIn(Verb.GET, Verb.POST);
            for (String path : paths(endpoint, samples)) {
                HttpResponse<byte[]> response = send(method, path, bearer, "");
                told.put(method + " " + path, new String(response.body(), StandardCharsets.UTF_8));
            }
        }
        return told;
    }

    private static List<String> paths(Endpoint<?, ?, ?> endpoint, Map<String, String> samples) {
        String path = endpoint.place().path();
        String noun =
                path.startsWith("/log/") ? "log" : path.split("/", -1)[Math.min(2, path.split("/", -1).length - 1)];
        List<String> whole = new ArrayList<>(List.of(path));
        endpoint.place().names().forEach(name -> {
            String key = noun + "." + name.name();
            String sample = Optional.ofNullable(samples.get(key))
                    .orElseThrow(() -> new AssertionError("no sample of " + key + " for " + endpoint));
            whole.replaceAll(each -> each.replace("{" + name.name() + "}", sample));
        });
        List<String> queries = QUERIES.getOrDefault(endpoint, List.of(""));
        return queries.stream()
                .map(query -> whole.getFirst()
                        + samples.entrySet().stream()
                                .reduce(
                                        query,
                                        (text, sample) -> text.replace("{" + sample.getKey() + "}", sample.getValue()),
                                        String::concat))
                .toList();
    }

    private static final Map<Endpoint<?, ?, ?>, List<String>> QUERIES = Map.of(
            DatanetEndpoints.CREDIT, List.of("?order=earned", "?order=repeated", "?order=lowered"),
            EvidenceEndpoints.ANSWERS,
                    List.of("?of={receipts.id}", "?of={rows.leaf}", "?of={accounts.address}", "?of={models.name}"),
            ModelEndpoints.VALUES, List.of("?row={rows.leaf}"),
            NodeEndpoints.SEARCH,
                    List.of("?q={receipts.id}", "?q={rows.leaf}", "?q=marmalade", "?q={accounts.address}"),
            ReceiptEndpoints.LIST, List.of("", "?q=marmalade"),
            VersionEndpoints.DIFF, List.of("?from=1&to=1"));

    @Override
    public void close() {
        http.close();
    }
}
