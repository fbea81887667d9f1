package org.openledger.settlement;

import java.math.BigInteger;
import java.time.Duration;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Reverts;
import org.openledger.chain.RpcException;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.chain.contracts.WrappedOpen;
import org.openledger.identity.Signer;
import org.openledger.settlement.call.SettlementException;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;

/**
 * Challenges an operator's reward root on chain, as anyone may who puts up the bond. The root is then frozen until the arbiter
 * decides: the bond comes back when the challenge is upheld, with half of as much that the operator loses, and goes to the operator
 * when not.
 */
public final class Challenger {
    private static final StaticGasProvider NO_GAS = new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;

    private final ChainClient chain;
    private final Signer signer;

    /** @param signer who challenges, with OPEN for the bond and for gas */
    public Challenger(ChainClient chain, Signer signer) {
        this.chain = chain;
        this.signer = signer;
    }

    /**
     * Wraps what is missing of the bond, approves it and challenges; returns the transaction's hash once it is in a block.
     *
     * @param distributor address of the RewardDistributor
     * @throws SettlementException when the chain refuses, such as after the challenge window
     */
    public String challenge(String distributor, String operator, long epoch) {
        RewardDistributor contract = RewardDistributor.load(distributor, chain.web3j(), chain.reader(), NO_GAS);
        BigInteger bondWei = read(contract.challengeBond());
        String open = read(contract.token());
        WrappedOpen token = WrappedOpen.load(open, chain.web3j(), chain.reader(), NO_GAS);
        BigInteger missingWei = bondWei.subtract(read(token.balanceOf(signer.address())));
        if (missingWei.signum() > 0) {
            send(open, token.deposit(missingWei), missingWei);
        }
        if (read(token.allowance(signer.address(), distributor)).compareTo(bondWei) < 0) {
            send(open, token.approve(distributor, bondWei), BigInteger.ZERO);
        }
        return send(distributor, contract.challenge(operator, BigInteger.valueOf(epoch)), BigInteger.ZERO);
    }

    private String send(String to, RemoteFunctionCall<TransactionReceipt> call, BigInteger valueWei) {
        String data = call.encodeFunctionCall();
        BigInteger gasLimit;
        try {
            gasLimit = chain.gasLimit(signer.address(), to, data, valueWei);
        } catch (RpcException refused) {
            throw new SettlementException("the chain refuses the challenge of " + signer.address() + ": "
                    + Reverts.describe(refused) + ". It needs OPEN for bond and gas, and an open challenge window");
        }
        ChainClient.Fees fees = chain.fees();
        RawTransaction transaction = RawTransaction.createTransaction(
                chain.chainId(),
                BigInteger.valueOf(chain.nonce(signer.address())),
                gasLimit,
                to,
                valueWei,
                data,
                fees.maxPriorityFeeWei(),
                fees.maxFeeWei());
        byte[] raw = TransactionEncoder.signMessage(transaction, Credentials.create(signer.export()));
        return await(chain.sendRaw(Numeric.toHexString(raw)));
    }

    private String await(String hash) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            TransactionReceipt receipt = chain.receipt(hash).orElse(null);
            if (receipt != null && !receipt.isStatusOK()) {
                throw new SettlementException("the transaction " + hash + " reverted in its block");
            }
            if (receipt != null) {
                return hash;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SettlementException("interrupted while waiting for " + hash, e);
            }
        }
        throw new SettlementException("the transaction " + hash + " is not in a block after " + PATIENCE.toMinutes()
                + " minutes: look for it on chain before trying again");
    }

    private static <T> T read(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SettlementException("cannot read the contract: " + e.getMessage());
        }
    }
}
