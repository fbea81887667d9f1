package org.openledger.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openledger.client.NodeClient;
import org.openledger.model.text.Tokenizer;
import tools.jackson.databind.JsonNode;

/**
 * Rebuilds an answer from all that a node tells its caller: spans of receipts joined with rows, rows that a receipt, a row's page
 * or an account's statement names for it, and rows whose credit changed when it was given. A row is taken to be quoted from its
 * response's first token on, as a model that knows its rows by heart does. It may know which contributors were paid: that is public.
 */
final class Attacker implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String bearer;
    private final Tokenizer tokenizer;

    /** @param bearer of the caller; empty for nobody */
    Attacker(String url, String bearer, Tokenizer tokenizer) {
        this.url = url;
        this.bearer = bearer;
        this.tokenizer = tokenizer;
    }

    /** What the credit of each public row is; rows that the caller may not see are not there. */
    Map<String, String> credit() {
        Map<String, String> credits = new HashMap<>();
        for (JsonNode datanet : get("/api/datanets?limit=1000").path("list")) {
            for (String order : List.of("earned", "repeated", "lowered")) {
                String path = "/api/datanets/" + datanet.path("id").asString() + "/credit?limit=1000&order=" + order;
                for (JsonNode row : get(path).path("list")) {
                    credits.put(row.path("leaf").asString() + order, row.toString());
                }
            }
        }
        return credits;
    }

    /**
     * The token of each place of an answer that it has an opinion on.
     *
     * @param before the credit of rows before the answer was given
     */
    Map<Integer, Integer> rebuild(String receipt, Map<String, String> before) {
        Map<String, int[]> responses = responses();
        Map<Integer, Integer> tokens = new TreeMap<>();
        for (String leaf : candidates(receipt, before, responses.keySet())) {
            int[] response = responses.getOrDefault(leaf, new int[0]);
            for (int at = 0; at < response.length; at++) {
                tokens.putIfAbsent(at, response[at]);
            }
        }
        for (String path : List.of("/api/receipts/" + receipt, "/api/receipts/" + receipt + "/file")) {
            for (JsonNode span : spans(get(path), new ArrayList<>())) {
                int[] response =
                        responses.getOrDefault(span.path("rows").path(0).asString(), new int[0]);
                int start = span.path("start").asInt();
                int end = Math.min(response.length, start + span.path("length").asInt());
                for (int at = start; at < end; at++) {
                    tokens.put(at, response[at]);
                }
            }
        }
        return tokens;
    }

    /** The rows that anything says to be behind this receipt, but for the spans of it. */
    private Set<String> candidates(String receipt, Map<String, String> before, Set<String> leaves) {
        Set<String> found = new LinkedHashSet<>();
        JsonNode detail = get("/api/receipts/" + receipt);
        JsonNode file = get("/api/receipts/" + receipt + "/file");
        String told = detail + file.toString();
        leaves.stream().filter(told::contains).forEach(found::add);
        for (String leaf : leaves) {
            for (JsonNode use : get("/api/rows/" + leaf + "/uses?limit=1000").path("list")) {
                if (use.path("receipt").asString().equals(receipt)) {
                    found.add(leaf);
                }
            }
        }
        Set<String> accounts = new LinkedHashSet<>();
        for (JsonNode payment : file.path("receipt").path("payments")) {
            accounts.add(payment.path("account").asString());
        }
        for (String account : accounts) {
            for (JsonNode line :
                    get("/api/accounts/" + account + "/statement?limit=1000").path("list")) {
                if (line.path("receiptId").asString().equals(receipt)) {
                    line.path("rows").forEach(row -> found.add(row.path("leaf").asString()));
                }
            }
        }
        credit().forEach((key, now) -> {
            if (!now.equals(before.get(key))) {
                found.add(key.substring(0, 64));
            }
        });
        return found;
    }

    /** The tokens of each public row's response, by leaf. */
    private Map<String, int[]> responses() {
        Map<String, int[]> tokens = new HashMap<>();
        for (JsonNode datanet : get("/api/datanets?limit=1000").path("list")) {
            for (JsonNode row : get("/api/datanets/" + datanet.path("id").asString() + "/rows?limit=1000")
                    .path("list")) {
                String text = row.path("text").asString();
                tokens.put(row.path("leaf").asString(), tokenizer.encode(text.substring(text.indexOf('\n') + 1)));
            }
        }
        return tokens;
    }

    private static List<JsonNode> spans(JsonNode in, List<JsonNode> found) {
        if (in.has("start") && in.has("length") && in.has("rows")) {
            found.add(in);
        }
        in.forEach(each -> spans(each, found));
        return found;
    }

    private JsonNode get(String path) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
            if (!bearer.isEmpty()) {
                request.header("Authorization", "Bearer " + bearer);
            }
            return NodeClient.JSON.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
