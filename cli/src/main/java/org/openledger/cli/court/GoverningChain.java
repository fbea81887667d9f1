package org.openledger.cli.court;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Finality;
import org.openledger.chain.contracts.Court;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.DatanetShares;
import org.openledger.chain.contracts.OpenGovernor;
import org.openledger.chain.contracts.Parameters;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.chain.contracts.Sale;
import org.openledger.chain.contracts.StakePool;
import org.openledger.chain.contracts.StakePools;
import org.openledger.chain.network.RemoteChain;
import org.openledger.client.NodeClient;
import org.openledger.client.node.NodeState;
import org.openledger.store.Refusal;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.StaticGasProvider;

/** The contracts of stake, court, votes and sales, read through a node's public JSON-RPC. */
final class GoverningChain {
    /** Less is no contract. */
    private static final int MIN_CODE_DIGITS = 1_000;

    private static final String NOWHERE = "0x" + "0".repeat(40);
    private static final ContractGasProvider NO_GAS = new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO);
    /** What a node's public JSON-RPC searches at once. */
    private static final long MAX_LOG_BLOCKS = 10_000;

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private final ChainClient client;
    private final Map<String, String> contracts;

    private final long firstBlock;
    private final long head;

    private GoverningChain(ChainClient client, NodeState node) {
        this.client = client;
        this.contracts = node.contracts();
        this.firstBlock = node.firstBlock();
        this.head = node.block();
    }

    /** {@link Refusal} where the node's contracts are from before there was a court. */
    static GoverningChain of(NodeClient node) {
        NodeState state = node.overview().node();
        if (!state.contracts().containsKey("sale")) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "the contracts of this node's data folder have no stake pools, court, votes and sales: they are from before, or"
                            + " their OPEN has no votes. A new data folder has them");
        }
        return new GoverningChain(
                new ChainClient(RemoteChain.connect(node.node().resolve("/rpc"), Finality.parse("1"), CALL_TIMEOUT)),
                state);
    }

    String address(String contract) {
        String address = contracts.get(contract);
        if (address == null) {
            throw new IllegalStateException("the node names no " + contract);
        }
        return address;
    }

    String open() {
        return address("wrappedOpen");
    }

    Court court() {
        return Court.load(address("court"), client.web3j(), client.reader(), NO_GAS);
    }

    Parameters parameters() {
        return Parameters.load(address("parameters"), client.web3j(), client.reader(), NO_GAS);
    }

    /** What the registration of a model pays for each version; 0 under contracts from before there was a fee. */
    BigInteger buildingFeeWei() {
        return chargesForBuilding() ? read(parameters().buildingFeeWei()) : BigInteger.ZERO;
    }

    /** What it was deployed with. */
    BigInteger firstBuildingFeeWei() {
        return chargesForBuilding() ? read(parameters().firstBuildingFeeWei()) : BigInteger.ZERO;
    }

    private boolean chargesForBuilding() {
        return client.code(address("parameters"))
                .contains(EventEncoder.encode(Parameters.BUILDINGFEESET_EVENT).substring(2));
    }

    OpenGovernor governor() {
        return OpenGovernor.load(address("openGovernor"), client.web3j(), client.reader(), NO_GAS);
    }

    Sale sale() {
        return Sale.load(address("sale"), client.web3j(), client.reader(), NO_GAS);
    }

    StakePools pools() {
        return StakePools.load(address("stakePools"), client.web3j(), client.reader(), NO_GAS);
    }

    RewardDistributor distributor() {
        return RewardDistributor.load(address("rewardDistributor"), client.web3j(), client.reader(), NO_GAS);
    }

    /** The pool at an address. */
    StakePool pool(String at) {
        return StakePool.load(at, client.web3j(), client.reader(), NO_GAS);
    }

    DatanetRegistry datanets() {
        return DatanetRegistry.load(address("datanetRegistry"), client.web3j(), client.reader(), NO_GAS);
    }

    /**
     * A shared Datanet at an address; {@link Refusal} where another contract is there, or one of other Datanets or another token, which
     * could keep what it is given. What a constructor writes into the code is not compared: the contract says it.
     */
    DatanetShares shares(String at) {
        String code = client.code(at).substring(2);
        String made = DatanetShares.BINARY;
        String ours = made.substring(Math.max(0, made.length() - code.length()));
        boolean same = code.length() == ours.length() && code.length() > MIN_CODE_DIGITS;
        for (int digit = 0; same && digit < code.length(); digit++) {
            same = code.charAt(digit) == ours.charAt(digit) || ours.charAt(digit) == '0';
        }
        if (same) {
            DatanetShares shares = DatanetShares.load(at, client.web3j(), client.reader(), NO_GAS);
            if (read(shares.datanets()).equals(address("datanetRegistry"))
                    && read(shares.token()).equals(open())) {
                return shares;
            }
        }
        throw new Refusal(
                Refusal.Kind.UNKNOWN.at("address"),
                at + " is no shared Datanet of this node's contracts: openledger shares make makes one");
    }

    /** An operator's pool; {@link Refusal} where there is none. */
    StakePool poolOf(String operator) {
        String at = read(pools().poolOf(operator));
        if (at.equals(NOWHERE)) {
            throw new Refusal(
                    Refusal.Kind.UNKNOWN,
                    operator
                            + " has no stake pool: openledger stake bond makes one for the operator who sends its call");
        }
        return pool(at);
    }

    boolean hasPool(String operator) {
        return !read(pools().poolOf(operator)).equals(NOWHERE);
    }

    /** What a contract said in its events of one kind, the oldest first. */
    <T> List<T> events(String contract, Event event, Function<Log, T> reader) {
        List<T> all = new ArrayList<>();
        for (long from = firstBlock; from <= head; from += MAX_LOG_BLOCKS) {
            EthFilter filter = new EthFilter(
                    DefaultBlockParameter.valueOf(BigInteger.valueOf(from)),
                    DefaultBlockParameter.valueOf(BigInteger.valueOf(Math.min(head, from + MAX_LOG_BLOCKS - 1))),
                    address(contract));
            filter.addSingleTopic(EventEncoder.encode(event));
            EthLog found = send(() -> client.web3j().ethGetLogs(filter).send());
            if (found.hasError()) {
                throw new Refusal(
                        Refusal.Kind.FAILED,
                        "the chain's provider does not give these events: "
                                + found.getError().getMessage());
            }
            found.getLogs().forEach(log -> all.add(reader.apply(((EthLog.LogObject) log).get())));
        }
        return all;
    }

    static <T> T read(RemoteFunctionCall<T> call) {
        return send(call::send);
    }

    /** What may fail as reading a chain does. */
    private interface Sending<T> {
        T send() throws Exception;
    }

    private static <T> T send(Sending<T> call) {
        try {
            return call.send();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Refusal(Refusal.Kind.FAILED, "the chain cannot be read: " + e.getMessage());
        }
    }
}
