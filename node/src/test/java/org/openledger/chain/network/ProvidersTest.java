package org.openledger.chain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainException;
import org.openledger.chain.Finality;
import org.openledger.chain.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Several servers of one network, over real HTTP: each with its own head, faults and answers. */
@Tag("unit")
final class ProvidersTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final List<Server> servers = new ArrayList<>();

    /** A provider that answers by method, and counts what it is asked. */
    private static final class Server {
        private final HttpServer http;
        private final Map<String, String> resultByMethod = Collections.synchronizedMap(new HashMap<>());
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger busy = new AtomicInteger();
        private volatile String retryAfter = "1";

        Server(long head) throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", this::answer);
            http.start();
            resultByMethod.put("eth_chainId", "\"0x1092\"");
            head(head);
        }

        void head(long head) {
            resultByMethod.put("eth_blockNumber", "\"0x" + Long.toHexString(head) + "\"");
        }

        private void answer(HttpExchange call) throws IOException {
            JsonNode request = JSON.readTree(call.getRequestBody().readAllBytes());
            String method = request.path("method").asString();
            asked.add(method);
            authorizations.add(String.valueOf(call.getRequestHeaders().getFirst("Authorization")));
            if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                call.getResponseHeaders().add("Retry-After", retryAfter);
                call.sendResponseHeaders(429, -1);
                call.close();
                return;
            }
            ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
            String result = resultByMethod.get(method);
            if (result == null) {
                answer.putObject("error")
                        .put("code", RpcException.METHOD_NOT_FOUND)
                        .put("message", "not here");
            } else {
                answer.set("result", JSON.readTree(result));
            }
            byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        }
    }

    private Server server(long head) throws IOException {
        Server server = new Server(head);
        servers.add(server);
        return server;
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.http.stop(0));
    }

    private static Providers connect(Server... servers) {
        return Providers.connect(
                List.of(servers).stream().map(Server::url).toList(), Optional.of(new Finality.Depth(2)), TIMEOUT);
    }

    @Test
    void theHeadIsTheLowestAndOneThatStoppedHasNoSay() throws IOException {
        Server ahead = server(1_000);
        Server behind = server(990);
        try (Providers chain = connect(ahead, behind)) {
            ChainClient client = new ChainClient(chain);
            assertThat(client.blockNumber()).isEqualTo(990);
            assertThat(client.settledBlock()).isEqualTo(988);
            behind.head(900);
            assertThat(client.blockNumber()).isEqualTo(1_000);
        }
    }

    @Test
    void oneThatIsDownAtTheStartOrLaterIsDoneWithout() throws IOException {
        Server first = server(10);
        Server second = server(10);
        first.http.stop(0);
        try (Providers chain = connect(first, second)) {
            assertThat(new ChainClient(chain).blockNumber()).isEqualTo(10);
        }
        Server third = server(10);
        try (Providers chain = connect(third, second)) {
            third.http.stop(0);
            assertThat(new ChainClient(chain).blockNumber()).isEqualTo(10);
            second.http.stop(0);
            assertThatThrownBy(() -> new ChainClient(chain).blockNumber())
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("does not answer");
        }
    }

    @Test
    void whatOneDoesNotKnowOrRefusesIsAskedOfTheNext() throws IOException {
        Server first = server(10);
        Server second = server(10);
        first.resultByMethod.put("eth_getTransactionReceipt", "null");
        second.resultByMethod.put("eth_getTransactionReceipt", "{\"status\":\"0x1\"}");
        second.resultByMethod.put("eth_getCode", "\"0x60\"");
        try (Providers chain = connect(first, second)) {
            assertThat(new ChainClient(chain).receipt("0x01").orElseThrow().getStatus())
                    .isEqualTo("0x1");
            assertThat(new ChainClient(chain).code("0x02")).isEqualTo("0x60");
            assertThatThrownBy(() -> new ChainClient(chain).balanceWei("0x02"))
                    .isInstanceOf(RpcException.class)
                    .hasMessage("not here");
        }
    }

    @Test
    void aTransactionGoesToAll() throws IOException {
        Server first = server(10);
        Server second = server(10);
        second.resultByMethod.put("eth_sendRawTransaction", "\"0xaa\"");
        try (Providers chain = connect(first, second)) {
            assertThat(new ChainClient(chain).sendRaw("0x02")).isEqualTo("0xaa");
            assertThat(first.asked).contains("eth_sendRawTransaction");
        }
    }

    @Test
    void aBusyOneGetsTheRestItWantsOrIsLeftAlone() throws IOException {
        Server only = server(10);
        try (Providers chain = connect(only)) {
            only.busy.set(1);
            long began = System.nanoTime();
            assertThat(new ChainClient(chain).blockNumber()).isEqualTo(10);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(900));
            only.busy.set(1);
            only.retryAfter = "3600";
            assertThatThrownBy(() -> new ChainClient(chain).blockNumber())
                    .hasMessageContaining("it wants 3600 s of rest");
        }
        Server other = server(10);
        try (Providers chain = connect(only, other)) {
            only.busy.set(1);
            int before = only.asked.size();
            for (int i = 0; i < 3; i++) {
                assertThat(new ChainClient(chain).blockNumber()).isEqualTo(10);
            }
            assertThat(only.asked).hasSize(before + 1);
        }
    }

    @Test
    void providersOfDifferentNetworksAreRefused() throws IOException {
        Server first = server(10);
        Server second = server(10);
        second.resultByMethod.put("eth_chainId", "\"0x1\"");
        assertThatThrownBy(() -> connect(first, second))
                .hasMessageContaining("different networks")
                .hasMessageContaining("chain id 1, another has 4242");
    }

    @Test
    void aUserOfTheUrlGoesInAHeaderAndInNoMessage() throws IOException {
        Server server = server(10);
        URI url = URI.create(server.url().toString().replace("http://", "http://me:secret@"));
        try (Providers chain = Providers.connect(List.of(url), Optional.of(new Finality.Depth(1)), TIMEOUT)) {
            String header = "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
            assertThat(server.authorizations).containsOnly(header);
            server.http.stop(0);
            assertThatThrownBy(() -> new ChainClient(chain).blockNumber())
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void theNetworksFinalizedBlockCountsWhereItHasOne() throws IOException {
        Server server = server(100);
        URI url = server.url();
        try (Providers chain = Providers.connect(List.of(url), Optional.empty(), TIMEOUT)) {
            assertThat(chain.finality()).isEqualTo(new Finality.Depth(Providers.STANDARD_DEPTH));
        }
        server.resultByMethod.put("eth_getBlockByNumber", """
                {"number":"0x20","hash":"0x01","parentHash":"0x00","timestamp":"0x1","logsBloom":"0x00","transactions":[]}""");
        Server behind = server(100);
        behind.resultByMethod.put("eth_getBlockByNumber", """
                {"number":"0x1f","hash":"0x00","parentHash":"0x00","timestamp":"0x1","logsBloom":"0x00","transactions":[]}""");
        try (Providers chain = Providers.connect(List.of(url, behind.url()), Optional.empty(), TIMEOUT)) {
            assertThat(chain.finality()).isEqualTo(new Finality.Tag("finalized"));
            assertThat(new ChainClient(chain).settledBlock()).isEqualTo(31);
        }
        assertThat(Finality.parse("safe")).isEqualTo(new Finality.Tag("safe"));
        assertThat(Finality.parse("7")).isEqualTo(new Finality.Depth(7));
        assertThatThrownBy(() -> Finality.parse("soon")).hasMessageContaining("finalized and safe");
    }
}
