package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Finality;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.OpenGovernor;
import org.openledger.chain.contracts.Parameters;
import org.openledger.chain.contracts.WrappedOpen;
import org.openledger.chain.network.RemoteChain;
import org.openledger.client.NodeClient;
import org.openledger.client.wallet.NewGift;
import org.openledger.verify.bytes.Hex;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.gas.StaticGasProvider;
import tools.jackson.databind.JsonNode;

/** The calls that commands print, sent by a wallet to the chain of a real node, do what they say. */
@Tag("loop")
final class WalletCallsTest {
    private static final BigInteger GAS = BigInteger.valueOf(8_000_000);
    private static final BigInteger MOST_WEI_A_GAS = BigInteger.valueOf(20_000_000_000L);
    private static final BigInteger TENTH_OF_AN_OPEN = BigInteger.TEN.pow(17);

    @TempDir
    static Path folder;

    private static Path data;
    private static Node node;
    private static NodeClient client;
    private static ChainClient chain;
    private static Credentials ann;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        node = Node.start(Loop.configuration(data));
        client = NodeClient.ofDataFolder(data);
        chain = new ChainClient(
                RemoteChain.connect(client.node().resolve("/rpc"), Finality.parse("1"), Duration.ofSeconds(20)));
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        ann = Credentials.create(Hex.of(key));
        client.gift(new NewGift(ann.getAddress()));
        Loop.until(() -> chain.balanceWei(ann.getAddress()), wei -> wei.signum() > 0);
    }

    @AfterAll
    static void stop() {
        client.close();
        node.close();
    }

    @Test
    void aDatanetIsSharedAndPaysItsShares() throws InterruptedException {
        WrappedOpen open = WrappedOpen.load(address("wrappedOpen"), chain.web3j(), chain.reader(), gas());
        DatanetRegistry datanets =
                DatanetRegistry.load(address("datanetRegistry"), chain.web3j(), chain.reader(), gas());
        send(
                datanets.getContractAddress(),
                datanets.createDatanet(
                                "Birds",
                                new byte[] {
                                    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                    0, 0, 0, 0
                                },
                                "",
                                new DatanetRegistry.UsageLicence(new byte[32], BigInteger.ZERO, new byte[32]))
                        .encodeFunctionCall(),
                BigInteger.ZERO);
        TransactionReceipt made = sendPrinted(List.of("shares", "make", "1")).getFirst();
        String shares = made.getContractAddress();
        assertThat(shown(shares).path("given").asBoolean()).isFalse();
        assertThat(run(List.of("shares", "claim", shares, "--holder", ann.getAddress()))
                        .said())
                .contains("earned nothing");

        sendPrinted(List.of("shares", "give", shares));
        assertThat(shown(shares).path("given").asBoolean()).isTrue();
        send(open.getContractAddress(), open.deposit(TENTH_OF_AN_OPEN).encodeFunctionCall(), TENTH_OF_AN_OPEN);
        send(open.getContractAddress(), open.transfer(shares, TENTH_OF_AN_OPEN).encodeFunctionCall(), BigInteger.ZERO);
        assertThat(shown(shares).path("claimableWei").bigIntegerValue()).isEqualTo(TENTH_OF_AN_OPEN);
        sendPrinted(List.of("shares", "claim", shares, "--holder", ann.getAddress()));
        assertThat(shown(shares).path("paidWei").bigIntegerValue()).isEqualTo(TENTH_OF_AN_OPEN);

        JsonNode appointing = printed(
                List.of("shares", "appoint", shares, "--steward", ann.getAddress(), "--holder", ann.getAddress()));
        assertThat(appointing).hasSize(2);
        sendPrinted(appointing.get(0));
        Thread.sleep(1_001); // votes of the same second do not count
        sendPrinted(appointing.get(1));
        assertThat(shown(shares).path("steward").asString()).isEqualTo(ann.getAddress());
        sendPrinted(List.of("shares", "back", shares));
        assertThat(shown(shares).path("given").asBoolean()).isFalse();
        for (String other : List.of(address("wrappedOpen"), ann.getAddress())) {
            Ran refused = run(List.of("shares", "show", other));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.said()).contains("is no shared Datanet").hasLineCount(1);
        }
    }

    /** A vote on another function's call would win and change nothing. */
    @Test
    void aProposedSplitIsTheCallThatTheParametersTake() {
        JsonNode call = printed(List.of("vote", "split", "400,600,1000,500,1500,6000", "--why", "more for data"))
                .get(0);
        Parameters parameters = Parameters.load(address("parameters"), chain.web3j(), chain.reader(), gas());
        String set = parameters
                .setSplit(new Parameters.Split(
                        BigInteger.valueOf(400),
                        BigInteger.valueOf(600),
                        BigInteger.valueOf(1_000),
                        BigInteger.valueOf(500),
                        BigInteger.valueOf(1_500),
                        BigInteger.valueOf(6_000)))
                .encodeFunctionCall();
        OpenGovernor governor = OpenGovernor.load(address("openGovernor"), chain.web3j(), chain.reader(), gas());
        assertThat(call.path("data").asString())
                .isEqualTo(governor.propose(
                                List.of(address("parameters")),
                                List.of(BigInteger.ZERO),
                                List.of(Hex.parsePrefixed(set)),
                                "more for data")
                        .encodeFunctionCall());
        String timelock = address("timelock");
        assertThat(chain.call(timelock, address("parameters"), set)).isEqualTo("0x");
    }

    private static JsonNode shown(String shares) {
        return printed(List.of("shares", "show", shares, "--holder", ann.getAddress()));
    }

    private static List<TransactionReceipt> sendPrinted(List<String> words) {
        List<TransactionReceipt> receipts = new ArrayList<>();
        printed(words).forEach(call -> receipts.add(sendPrinted(call)));
        return receipts;
    }

    private static TransactionReceipt sendPrinted(JsonNode call) {
        return send(call.path("to").asString(), call.path("data").asString(), BigInteger.ZERO);
    }

    private static JsonNode printed(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add("--json");
        Ran ran = run(all);
        assertThat(ran.code()).as("%s", ran).isZero();
        return NodeClient.JSON.readTree(ran.out());
    }

    private static Ran run(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--data", data.toString()));
        return Ran.of(all);
    }

    private static TransactionReceipt send(String to, String data, BigInteger valueWei) {
        RawTransaction raw = RawTransaction.createTransaction(
                chain.chainId(),
                BigInteger.valueOf(chain.nonce(ann.getAddress())),
                GAS,
                to,
                valueWei,
                data,
                BigInteger.ONE,
                MOST_WEI_A_GAS);
        String hash = chain.sendRaw(Hex.prefixed(TransactionEncoder.signMessage(raw, ann)));
        TransactionReceipt receipt =
                Loop.until(() -> chain.receipt(hash), Optional::isPresent).orElseThrow();
        assertThat(receipt.isStatusOK()).as("%s", receipt).isTrue();
        return receipt;
    }

    private static String address(String contract) {
        return Objects.requireNonNull(client.overview().node().contracts().get(contract), contract);
    }

    private static StaticGasProvider gas() {
        return new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO);
    }
}
