package org.openledger.chain;

import java.math.BigInteger;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.chain.contracts.WrappedOpen;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.StaticGasProvider;

/**
 * The generated typed contracts, for reading ({@code escrow().balanceOf(payer).send()}) and for encoding what the outbox
 * sends ({@code escrow().settle(…).encodeFunctionCall()}). They never send by themselves.
 */
public final class Bindings {
    private static final ContractGasProvider NO_GAS = new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO);

    private final WrappedOpen wrappedOpen;
    private final DatanetRegistry datanetRegistry;
    private final ModelRegistry modelRegistry;
    private final InferenceEscrow inferenceEscrow;
    private final RewardDistributor rewardDistributor;
    private final LogAnchor logAnchor;

    public Bindings(ChainClient client, Contracts contracts) {
        wrappedOpen = WrappedOpen.load(contracts.wrappedOpen(), client.web3j(), client.reader(), NO_GAS);
        datanetRegistry = DatanetRegistry.load(contracts.datanetRegistry(), client.web3j(), client.reader(), NO_GAS);
        modelRegistry = ModelRegistry.load(contracts.modelRegistry(), client.web3j(), client.reader(), NO_GAS);
        inferenceEscrow = InferenceEscrow.load(contracts.inferenceEscrow(), client.web3j(), client.reader(), NO_GAS);
        rewardDistributor =
                RewardDistributor.load(contracts.rewardDistributor(), client.web3j(), client.reader(), NO_GAS);
        logAnchor = LogAnchor.load(contracts.logAnchor(), client.web3j(), client.reader(), NO_GAS);
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

    public InferenceEscrow inferenceEscrow() {
        return inferenceEscrow;
    }

    public RewardDistributor rewardDistributor() {
        return rewardDistributor;
    }

    public LogAnchor logAnchor() {
        return logAnchor;
    }
}
