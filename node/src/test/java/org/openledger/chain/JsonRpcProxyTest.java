package org.openledger.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.chain.local.FoundryBinary;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("integration")
final class JsonRpcProxyTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static LocalChain chain;
    private static JsonRpcProxy proxy;

    @BeforeAll
    static void start() {
        chain = TestChain.start(folder);
        proxy = new JsonRpcProxy(chain);
    }

    @AfterAll
    static void stop() {
        chain.close();
    }

    private static JsonNode ask(String body) {
        return JSON.readTree(proxy.handle(body.getBytes(UTF_8)));
    }

    private static int codeFor(String method) {
        return ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[]}")
                .path("error")
                .path("code")
                .asInt(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"eth_call\",\"params\":[{\"data\":\"0x5b600056\"},\"latest\",{\"0x00000000000000000000000000000000000000aa\":{}}]",
                "\"eth_estimateGas\",\"params\":[{},\"latest\",{}]",
                "\"eth_createAccessList\",\"params\":[{},\"latest\",{}]",
                "\"eth_feeHistory\",\"params\":[1025,\"latest\",[]]",
                "\"eth_feeHistory\",\"params\":[\"0x401\",\"latest\",[]]",
            })
    void whatIsBeyondALimitIsRefusedByName(String call) {
        JsonNode error =
                ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":" + call + "}").path("error");
        assertThat(error.path("code").asInt()).isEqualTo(RpcException.LIMIT_EXCEEDED);
        assertThat(error.path("message").asString()).isNotEmpty();
    }

    @Test
    void aSearchOfTooManyBlocksIsRefused() {
        JsonRpcProxy far = new JsonRpcProxy(new FarAhead(chain));
        for (String method : List.of("eth_getLogs", "eth_newFilter")) {
            for (String range : List.of(
                    "{\"fromBlock\":\"earliest\"}",
                    "{\"fromBlock\":\"0x0\"}",
                    "{\"fromBlock\":0,\"toBlock\":\"0xffffffffffffffffffff\"}")) {
                assertThat(new String(
                                far.handle(("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":["
                                                + range + "]}")
                                        .getBytes(UTF_8)),
                                UTF_8))
                        .contains("at most 10000 blocks");
            }
        }
    }

    /** A chain with more blocks than can be made here. */
    private record FarAhead(Chain chain) implements ChainOver {
        @Override
        public JsonNode call(String method, JsonNode parameters) {
            return "eth_blockNumber".equals(method)
                    ? JSON.getNodeFactory().stringNode("0xf4240")
                    : chain.call(method, parameters);
        }
    }

    /** Each would run for minutes with the gas that it asks for. */
    @Test
    void callsThatNeverEndNeitherStopBlocksNorTheChain(@TempDir Path own) throws Exception {
        try (LocalChain bombed = TestChain.start(own)) {
            bomb(bombed, new JsonRpcProxy(bombed));
        }
    }

    private static void bomb(LocalChain bombed, JsonRpcProxy open) throws Exception {
        long process = bombed.process().orElseThrow().pid();
        String bomb = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\","
                + "\"params\":[{\"data\":\"0x5b600056\",\"gas\":\"0xffffffffff\"},\"latest\"]}";
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> bombs = IntStream.range(0, 64)
                    .mapToObj(_ -> callers.submit(() -> {
                        int answered = 0;
                        while (!enough.get()) {
                            assertThat(JSON.readTree(open.handle(bomb.getBytes(UTF_8)))
                                            .has("error"))
                                    .isTrue();
                            answered++;
                        }
                        return answered;
                    }))
                    .toList();
            long blocks = bombed.blocks();
            for (int nonce = 0; nonce < 10; nonce++) {
                TestChain.send(bombed, TestChain.transfer(nonce));
            }
            assertThat(bombed.blocks()).isEqualTo(blocks + 10);
            enough.set(true);
            for (Future<Integer> each : bombs) {
                assertThat(each.get()).isPositive();
            }
        }
        assertThat(bombed.process().orElseThrow().pid()).as("the same anvil").isEqualTo(process);
    }

    @Test
    void answersWhatWalletsAskAtFirst() {
        JsonNode answer = ask("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"eth_chainId\"}");
        assertThat(answer.path("result").asString()).isEqualTo("0x7a69");
        assertThat(answer.path("id").asString()).isEqualTo("a");
        for (String method :
                List.of("eth_blockNumber", "net_version", "web3_clientVersion", "eth_gasPrice", "eth_syncing")) {
            assertThat(codeFor(method)).as(method).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anvil_setBalance",
                "evm_mine",
                "hardhat_reset",
                "debug_traceTransaction",
                "txpool_content",
                "ots_getBlockDetails",
                "eth_sendTransaction",
                "eth_sendUnsignedTransaction",
                "eth_sign",
                "eth_signTransaction",
                "eth_subscribe",
                "eth_sendRawTransactionSync",
                "personal_sign",
                "ETH_CALL",
                "eth_",
                ""
            })
    void whatIsNotListedIsNotAvailable(String method) {
        assertThat(codeFor(method)).isEqualTo(RpcException.METHOD_NOT_FOUND);
    }

    @Test
    void subscriptionsAreRefusedWithAdvice() {
        JsonNode answer = ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}");
        assertThat(answer.path("error").path("message").asString()).contains("WebSocket", "eth_newFilter");
    }

    @Test
    void aBatchIsAnsweredInOrderWithoutItsNotifications() {
        JsonNode answers = ask(
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"},"
                        + "{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"},7,{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"evm_mine\"}]");
        assertThat(answers.size()).isEqualTo(3);
        assertThat(answers.get(0).path("result").asString()).isEqualTo("0x7a69");
        assertThat(answers.get(1).path("error").path("code").asInt()).isEqualTo(RpcException.INVALID_REQUEST);
        assertThat(answers.get(2).path("error").path("code").asInt()).isEqualTo(RpcException.METHOD_NOT_FOUND);
        assertThat(proxy.handle("[{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}]".getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void badBodiesGetTheirErrors() {
        String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}";
        assertThat(error("{").asInt()).isEqualTo(RpcException.PARSE_ERROR);
        assertThat(error("").asInt()).isEqualTo(RpcException.PARSE_ERROR);
        assertThat(error("[".repeat(10_000)).asInt()).isEqualTo(RpcException.PARSE_ERROR);
        assertThat(error("[]").asInt()).isEqualTo(RpcException.INVALID_REQUEST);
        assertThat(error("3").asInt()).isEqualTo(RpcException.INVALID_REQUEST);
        assertThat(error("{\"id\":1,\"method\":\"eth_chainId\"}").asInt()).isEqualTo(RpcException.INVALID_REQUEST);
        assertThat(error("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":{}}")
                        .asInt())
                .isEqualTo(RpcException.INVALID_PARAMS);
        assertThat(error("[" + (request + ",").repeat(JsonRpcProxy.MAX_BATCH) + request + "]")
                        .asInt())
                .isEqualTo(RpcException.LIMIT_EXCEEDED);
        assertThat(error(" ".repeat(JsonRpcProxy.MAX_BODY_BYTES + 1)).asInt()).isEqualTo(RpcException.LIMIT_EXCEEDED);
    }

    private static JsonNode error(String body) {
        return ask(body).path("error").path("code");
    }

    @Test
    void castSendsThroughTheJournal() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/rpc", exchange -> {
            byte[] answer = proxy.handle(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/rpc";
            long before = chain.blocks();
            cast("send", "--rpc-url", url, "--private-key", key(), "--value", "5", TestChain.RECEIVER);
            assertThat(cast("balance", "--rpc-url", url, TestChain.RECEIVER)).isEqualTo("5");
            assertThat(chain.blocks()).isEqualTo(before + 1);
            assertThatThrownBy(() -> cast("rpc", "--rpc-url", url, "evm_mine"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("evm_mine");
        } finally {
            server.stop(0);
        }
    }

    private static String key() {
        return "0x" + TestChain.OPERATOR.getEcKeyPair().getPrivateKey().toString(16);
    }

    private static String cast(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(FoundryBinary.path(TestChain.contracts(), "cast").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
