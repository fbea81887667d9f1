package org.openledger.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.openledger.chain.contracts.AgentIdentity;
import org.openledger.chain.contracts.AgentReputation;
import org.openledger.chain.contracts.AgentValidation;
import org.openledger.chain.contracts.Court;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.Licences;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.chain.contracts.OpenGovernor;
import org.openledger.chain.contracts.Parameters;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.chain.contracts.Sale;
import org.openledger.chain.contracts.StakePools;
import org.openledger.chain.contracts.Timelock;
import org.openledger.chain.contracts.WrappedOpen;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.StaticGasProvider;

/**
 * The generated typed contracts, for reading ({@code escrow().balanceOf(payer).send()}) and for encoding what the outbox
 * sends ({@code escrow().settle(…).encodeFunctionCall()}). They never send by themselves.
 */
public final class Bindings {
    private static final ContractGasProvider NO_GAS = new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO);

    private final ChainClient client;
    private final WrappedOpen wrappedOpen;
    private final DatanetRegistry datanetRegistry;
    private final ModelRegistry modelRegistry;
    private final Optional<Licences> licences;
    private final InferenceEscrow inferenceEscrow;
    private final RewardDistributor rewardDistributor;
    private final LogAnchor logAnchor;

    private final Optional<Governing> governing;
    private final Optional<Agents> agents;

    /** Who judges and who sets parameters. */
    public record Governing(
            OpenGovernor governor,
            Timelock timelock,
            Parameters parameters,
            Court court,
            StakePools pools,
            Sale sale) {}

    /** The registries of agents (ERC-8004). */
    public record Agents(AgentIdentity identity, AgentReputation reputation, AgentValidation validation) {}

    public Bindings(ChainClient client, Contracts contracts) {
        this.client = client;
        wrappedOpen = WrappedOpen.load(contracts.wrappedOpen(), client.web3j(), client.reader(), NO_GAS);
        datanetRegistry = DatanetRegistry.load(contracts.datanetRegistry(), client.web3j(), client.reader(), NO_GAS);
        modelRegistry = ModelRegistry.load(contracts.modelRegistry(), client.web3j(), client.reader(), NO_GAS);
        licences = contracts.licences().map(address -> Licences.load(address, client.web3j(), client.reader(), NO_GAS));
        inferenceEscrow = InferenceEscrow.load(contracts.inferenceEscrow(), client.web3j(), client.reader(), NO_GAS);
        rewardDistributor =
                RewardDistributor.load(contracts.rewardDistributor(), client.web3j(), client.reader(), NO_GAS);
        logAnchor = LogAnchor.load(contracts.logAnchor(), client.web3j(), client.reader(), NO_GAS);
        governing = contracts.governing().map(this::load);
        agents = contracts.agents().map(this::load);
    }

    private Governing load(Contracts.Governing at) {
        return new Governing(
                OpenGovernor.load(at.governor(), client.web3j(), client.reader(), NO_GAS),
                Timelock.load(at.timelock(), client.web3j(), client.reader(), NO_GAS),
                Parameters.load(at.parameters(), client.web3j(), client.reader(), NO_GAS),
                Court.load(at.court(), client.web3j(), client.reader(), NO_GAS),
                StakePools.load(at.stakePools(), client.web3j(), client.reader(), NO_GAS),
                Sale.load(at.sale(), client.web3j(), client.reader(), NO_GAS));
    }

    private Agents load(Contracts.Agents at) {
        return new Agents(
                AgentIdentity.load(at.identity(), client.web3j(), client.reader(), NO_GAS),
                AgentReputation.load(at.reputation(), client.web3j(), client.reader(), NO_GAS),
                AgentValidation.load(at.validation(), client.web3j(), client.reader(), NO_GAS));
    }

    /**
     * Whether the contracts of settlement are those whose reward trees have sums. A data folder keeps the contracts it was made
     * with; those from before have other calls, and none of the events that a folder of today must know of them.
     */
    public boolean summed() {
        String event = EventEncoder.encode(RewardDistributor.LEAVESNAMED_EVENT).substring(2);
        return client.code(rewardDistributor.getContractAddress()).contains(event);
    }

    /**
     * The building fee that the contracts were deployed with; 0 where nobody votes on one, and in those from before there was one.
     *
     * @throws Exception where the chain does not answer
     */
    public BigInteger firstBuildingFeeWei() throws Exception {
        String event = EventEncoder.encode(Parameters.BUILDINGFEESET_EVENT).substring(2);
        Optional<Parameters> charging = governing
                .map(Governing::parameters)
                .filter(parameters ->
                        client.code(parameters.getContractAddress()).contains(event));
        return charging.isPresent() ? charging.get().firstBuildingFeeWei().send() : BigInteger.ZERO;
    }

    /** What a contract answers to a call. */
    @SuppressWarnings("rawtypes") // web3j's signature
    public List<Type> call(String contract, Function function) {
        String answer = client.call(null, contract, FunctionEncoder.encode(function));
        return FunctionReturnDecoder.decode(answer, function.getOutputParameters());
    }

    public WrappedOpen wrappedOpen() {
        return wrappedOpen;
    }

    public DatanetRegistry datanetRegistry() {
        return datanetRegistry;
    }

    public ModelRegistry modelRegistry() {
        return modelRegistry;
    }

    /** Empty where the registries are from before rights were on chain. */
    public Optional<Licences> licences() {
        return licences;
    }

    public InferenceEscrow inferenceEscrow() {
        return inferenceEscrow;
    }

    public RewardDistributor rewardDistributor() {
        return rewardDistributor;
    }

    public LogAnchor logAnchor() {
        return logAnchor;
    }

    /** Empty where the contracts are from before there were votes, and where OPEN has none. */
    public Optional<Governing> governing() {
        return governing;
    }

    /** Empty where the contracts are from before there were registries of agents. */
    public Optional<Agents> agents() {
        return agents;
    }
}
