package org.openledger.settlement.claim;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.openledger.settlement.call.ClaimRequest;
import org.openledger.settlement.call.RootCalls;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Transactions;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochPlan;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.reward.ClaimTree;

/**
 * Brings claims to the chain. The distributor pays the account itself, whoever calls, so the operator calls and pays the
 * gas; and it pays only what the account has not had yet, so that a claim sent twice pays once.
 */
public final class Claims {
    private final String distributor;
    private final RootCalls calls;
    private final Transactions outbox;
    private final String operator;
    private final long thresholdGwei;

    /**
     * Claims from one operator's lane.
     *
     * @param distributor address of the RewardDistributor
     * @param calls in the form of the contracts there are
     * @param thresholdGwei less than this is not claimed but left to accumulate; at least 1
     */
    public Claims(String distributor, RootCalls calls, Transactions outbox, String operator, long thresholdGwei) {
        if (thresholdGwei < 1) {
            throw new IllegalArgumentException(
                    "the claim threshold is at least " + OpenAmount.of(1) + ", not " + OpenAmount.of(thresholdGwei));
        }
        this.distributor = distributor;
        this.calls = calls;
        this.outbox = outbox;
        this.operator = operator;
        this.thresholdGwei = thresholdGwei;
    }

    /** What an account can claim now: earned through the newest final epoch, less what the chain has paid it. */
    public long dueGwei(Handle handle, String account) {
        return newestFinal(handle)
                .map(epoch -> EpochTable.cumulative(handle, epoch.number(), account) - ClaimTable.of(handle, account))
                .orElse(0L);
    }

    /** Claims everything an account is due, if that is enough. */
    public Claiming claim(Handle transaction, String account) {
        return claimAfter(transaction, account, List.of());
    }

    /** As above, once the transactions of other keys are done. */
    Claiming claimAfter(Handle transaction, String account, List<String> needs) {
        long dueGwei = dueGwei(transaction, account);
        if (dueGwei < thresholdGwei) {
            return new Claiming.TooLittle(account, dueGwei, thresholdGwei);
        }
        return send(transaction, new Trees(transaction), account, dueGwei, needs);
    }

    /** Claims what the account signed for, if enough of it is still due. */
    Claiming claim(Handle transaction, ClaimRequest request, byte[] signature) {
        String account = request.account();
        if (request.dueGwei() < thresholdGwei) {
            return new Claiming.TooLittle(account, request.dueGwei(), thresholdGwei);
        }
        String key = outbox.attempt("claim:" + account + ":" + request.epoch() + ":" + request.recipient());
        List<byte[]> proof = new Trees(transaction).of(request.epoch()).proof(account);
        String data = RootCalls.claimFor(operator, request, proof, signature);
        outbox.enqueue(transaction, key, distributor, data, BigInteger.ZERO);
        return new Claiming.Sent(account, request.epoch(), key, request.dueGwei());
    }

    /** What an account is due; {@link SettlementException} where that is too little to be claimed. */
    long requireDueGwei(Handle handle, String account) {
        long dueGwei = dueGwei(handle, account);
        if (dueGwei < thresholdGwei) {
            throw new SettlementException("due are " + OpenAmount.of(dueGwei) + "; claiming is worth it from "
                    + OpenAmount.of(thresholdGwei) + " on");
        }
        return dueGwei;
    }

    /** The request for all that an account is due. */
    ClaimRequest request(Handle handle, String account, String recipient, long deadlineSeconds) {
        long dueGwei = requireDueGwei(handle, account);
        long epoch = EpochTable.oldestFinalWithAll(handle, account);
        BigInteger cumulativeWei = Wei.ofGwei(EpochTable.cumulative(handle, epoch, account));
        return new ClaimRequest(account, recipient, epoch, cumulativeWei, dueGwei, deadlineSeconds);
    }

    /**
     * Claims for every account that is due enough.
     *
     * @param leastGwei how much that is; the threshold where it is less
     * @param held whose money stays where it is until somebody says who gets it
     */
    public List<Claiming.Sent> claimAll(Handle transaction, long leastGwei, Predicate<String> held) {
        long enoughGwei = Math.max(leastGwei, thresholdGwei);
        List<Claiming.Sent> sent = new ArrayList<>();
        Optional<Epoch> newest = newestFinal(transaction);
        if (newest.isPresent()) {
            SortedMap<String, Long> claimed = ClaimTable.all(transaction);
            Trees trees = new Trees(transaction);
            EpochTable.cumulative(transaction, newest.get().number()).forEach((account, gwei) -> {
                long dueGwei = gwei - claimed.getOrDefault(account, 0L);
                if (dueGwei >= enoughGwei && !held.test(account)) {
                    sent.add(send(transaction, trees, account, dueGwei, List.of()));
                }
            });
        }
        return sent;
    }

    /** The trees of the epochs that are claimed from, each built once. */
    private static final class Trees {
        private final Handle handle;
        private final Map<Long, ClaimTree> byEpoch = new HashMap<>();

        Trees(Handle handle) {
            this.handle = handle;
        }

        ClaimTree of(long epoch) {
            return byEpoch.computeIfAbsent(
                    epoch,
                    number -> EpochPlan.tree(
                            EpochTable.find(handle, number).orElseThrow().summed(),
                            EpochTable.cumulative(handle, number)));
        }
    }

    /**
     * Claims from the oldest final epoch that has all of it, so that asking again, when there are newer epochs in which the
     * account earned nothing, is the same claim and not another.
     */
    private Claiming.Sent send(Handle transaction, Trees trees, String account, long dueGwei, List<String> needs) {
        long epoch = EpochTable.oldestFinalWithAll(transaction, account);
        long cumulativeGwei = EpochTable.cumulative(transaction, epoch, account);
        String key = outbox.attempt("claim:" + account + ":" + epoch);
        List<byte[]> proof = trees.of(epoch).proof(account);
        String data = calls.claim(operator, epoch, account, Wei.ofGwei(cumulativeGwei), proof);
        outbox.enqueue(transaction, key, distributor, data, BigInteger.ZERO, needs);
        return new Claiming.Sent(account, epoch, key, dueGwei);
    }

    private static Optional<Epoch> newestFinal(Handle handle) {
        return EpochTable.newestIn(handle, EpochState.FINAL);
    }
}
