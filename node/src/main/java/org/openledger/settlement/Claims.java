package org.openledger.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.RewardTree;

/**
 * Brings claims to the chain. The distributor pays the account itself, whoever calls, so the operator calls and pays the
 * gas; and it pays only what the account has not had yet, so that a claim sent twice pays once.
 */
public final class Claims {
    private final Contracts contracts;
    private final Transactions outbox;
    private final String operator;
    private final long thresholdGwei;

    /** @param thresholdGwei less than this is not claimed but left to accumulate; at least 1 */
    public Claims(Contracts contracts, Transactions outbox, String operator, long thresholdGwei) {
        if (thresholdGwei < 1) {
            throw new IllegalArgumentException("the claim threshold is at least 1 gwei, not " + thresholdGwei);
        }
        this.contracts = contracts;
        this.outbox = outbox;
        this.operator = operator;
        this.thresholdGwei = thresholdGwei;
    }

    /** What an account can claim now: earned through the newest final epoch, less what the chain has paid it. */
    public long dueGwei(Handle handle, String account) {
        return newestFinal(handle)
                .map(epoch -> EpochRows.cumulative(handle, epoch.number(), account) - ClaimRows.of(handle, account))
                .orElse(0L);
    }

    /** Claims everything an account is due, if that is enough. */
    public Claiming claim(Handle transaction, String account) {
        long dueGwei = dueGwei(transaction, account);
        if (dueGwei < thresholdGwei) {
            return new Claiming.TooLittle(account, dueGwei, thresholdGwei);
        }
        Epoch epoch = newestFinal(transaction).orElseThrow();
        SortedMap<String, Long> cumulative = EpochRows.cumulative(transaction, epoch.number());
        return send(transaction, epoch, EpochPlan.tree(cumulative), account, cumulative.getOrDefault(account, 0L));
    }

    /** Claims for every account that is due enough. */
    public List<Claiming.Sent> claimAll(Handle transaction) {
        List<Claiming.Sent> sent = new ArrayList<>();
        Optional<Epoch> epoch = newestFinal(transaction);
        if (epoch.isPresent()) {
            SortedMap<String, Long> claimed = ClaimRows.all(transaction);
            SortedMap<String, Long> cumulative =
                    EpochRows.cumulative(transaction, epoch.get().number());
            RewardTree tree = EpochPlan.tree(cumulative);
            cumulative.forEach((account, gwei) -> {
                if (gwei - claimed.getOrDefault(account, 0L) >= thresholdGwei) {
                    sent.add(send(transaction, epoch.get(), tree, account, gwei));
                }
            });
        }
        return sent;
    }

    private Claiming.Sent send(Handle transaction, Epoch epoch, RewardTree tree, String account, long cumulativeGwei) {
        // The total, not the epoch, is in the key: it is what the chain pays up to, once.
        String key = "claim:" + account + ":" + cumulativeGwei;
        String data =
                Contracts.claim(operator, epoch.number(), account, Wei.ofGwei(cumulativeGwei), tree.proof(account));
        outbox.enqueue(transaction, key, contracts.distributor(), data, BigInteger.ZERO);
        return new Claiming.Sent(account, epoch.number(), key, cumulativeGwei - ClaimRows.of(transaction, account));
    }

    private static Optional<Epoch> newestFinal(Handle handle) {
        return EpochRows.newestIn(handle, EpochState.FINAL);
    }
}
