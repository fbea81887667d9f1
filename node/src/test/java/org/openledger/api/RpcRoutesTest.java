package org.openledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.api.http.Access;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.HttpServer;
import org.openledger.api.http.NpmClients;
import org.openledger.chain.JsonRpcProxy;
import org.openledger.chain.RpcException;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /rpc} as wallets use it, over real HTTP and a real chain. */
@Tag("integration")
final class RpcRoutesTest {
    private static final String EXTENSION = "chrome-extension://nkbihfbeogaeaoehlefnkodbefgpgknn";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path folder;

    private static LocalChain chain;
    private static HttpServer server;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        chain = TestChain.start(folder);
        Handlers handlers = new Handlers(context -> Access.Caller.ANYONE).add(new RpcRoutes(new JsonRpcProxy(chain)));
        server = HttpServer.start("127.0.0.1", 0, HttpServer.Options.STANDARD, List.of(handlers));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
        chain.close();
    }

    @Test
    void aWalletSendsATransaction() throws Exception {
        String key = "0x" + TestChain.OPERATOR.getEcKeyPair().getPrivateKey().toString(16);
        Sends seen =
                NpmClients.run(Sends.class, "sends.mjs", "http://127.0.0.1:" + server.port(), key, TestChain.RECEIVER);
        assertThat(seen.chainId()).isEqualTo(TestChain.CHAIN_ID);
        assertThat(seen.netVersion()).isEqualTo(Long.toString(TestChain.CHAIN_ID));
        assertThat(seen.client()).isNotEmpty();
        assertThat(seen.baseFee()).startsWith("0x");
        assertThat(seen.rewards()).isPositive();
        assertThat(seen.hadFunds()).isTrue();
        assertThat(seen.code()).isEqualTo("0x");
        assertThat(seen.status()).isEqualTo("0x1");
        int nonce = seen.nonces().getFirst();
        assertThat(seen.nonces()).containsExactly(nonce, nonce + 3, nonce + 3);
        assertThat(seen.received()).isEqualTo(5 + 6 + 7);
        assertThat(seen.again().code()).isNegative();
        assertThat(seen.again().message()).isNotEmpty();
        assertThat(seen.poor().message()).isNotEmpty();
        assertThat(seen.ethers()).isEqualTo(1);
        assertThat(seen.viem()).isEqualTo("success");
    }

    /** What sends.mjs prints. */
    private record Sends(
            long chainId,
            String netVersion,
            String client,
            String baseFee,
            int rewards,
            boolean hadFunds,
            String code,
            String status,
            List<Integer> nonces,
            int received,
            RpcError again,
            RpcError poor,
            int ethers,
            String viem) {}

    private record RpcError(int code, String message) {}

    @Test
    void pagesAndExtensionsOfAnyOriginMayAsk() throws Exception {
        HttpResponse<String> preflight = http.send(
                request()
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", EXTENSION)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "content-type")
                        .build(),
                BodyHandlers.ofString());
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("POST");
        assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("content-type");
        HttpResponse<String> asked = post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}");
        assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(asked.headers().map()).doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void administrationIsRefusedAndErrorsHaveTheirShape() throws Exception {
        for (String method : List.of(
                "anvil_setBalance", "evm_increaseTime", "hardhat_setCode", "debug_traceTransaction", "eth_sign")) {
            HttpResponse<String> refused =
                    post("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"" + method + "\",\"params\":[]}");
            assertThat(refused.statusCode()).isEqualTo(200);
            JsonNode answer = JSON.readTree(refused.body());
            assertThat(answer.path("id").asString()).isEqualTo("x");
            assertThat(answer.path("error").path("code").asInt()).as(method).isEqualTo(RpcException.METHOD_NOT_FOUND);
        }
        HttpResponse<String> tooLong = post(" ".repeat(JsonRpcProxy.MAX_BODY_BYTES + 1));
        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(header(tooLong, "Access-Control-Allow-Origin")).isEqualTo("*");
        JsonNode answer = JSON.readTree(tooLong.body());
        assertThat(answer.path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(answer.path("error").path("code").asInt()).isEqualTo(RpcException.LIMIT_EXCEEDED);
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return http.send(
                request()
                        .POST(BodyPublishers.ofString(body))
                        .header("Origin", EXTENSION)
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/rpc"));
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
