package org.openledger.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Journal;
import org.openledger.ledger.Turnover;
import org.openledger.settlement.call.RootCalls;
import org.openledger.settlement.call.Transactions;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochPlan;
import org.openledger.settlement.epoch.EpochReplay;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.epoch.EpochTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a root that was rejected, by the arbiter or by a proof: every epoch through it is computed again from the journal, and when that gives
 * another root, it is posted in the rejected one's place. When it gives the same, the epoch is {@link EpochState#DISPUTED}.
 */
final class Replacements {
    private static final Logger LOGGER = LoggerFactory.getLogger(Replacements.class);

    private final Journal journal;
    private final String distributor;
    private final RootCalls calls;
    private final String operator;
    private final LeavesLog log;
    private final Transactions outbox;

    /**
     * Replacements of one operator's roots.
     *
     * @param distributor address of the RewardDistributor
     * @param calls in the form of the contracts there are
     */
    Replacements(
            Journal journal, String distributor, RootCalls calls, String operator, LeavesLog log, Transactions outbox) {
        this.journal = journal;
        this.distributor = distributor;
        this.calls = calls;
        this.operator = operator;
        this.log = log;
        this.outbox = outbox;
    }

    /** Computes each epoch of this state again, {@link EpochState#REJECTED} or {@link EpochState#DISPUTED}. */
    void answer(Handle transaction, EpochState state) {
        for (Epoch epoch : EpochTable.inState(transaction, state)) {
            answer(transaction, epoch);
        }
    }

    /** Sends the replacements again that the chain refused. */
    void resend(Handle transaction) {
        for (Epoch epoch : EpochTable.inState(transaction, EpochState.REPLACING)) {
            send(transaction, epoch);
        }
    }

    private void answer(Handle transaction, Epoch epoch) {
        List<EpochPlan> plans = plansThrough(transaction, epoch.number());
        EpochPlan plan = plans.getLast();
        String root = plan.root(epoch.summed());
        if (root.equals(epoch.root()) || !standsInTheJournal(transaction, epoch, plan)) {
            if (epoch.state() != EpochState.DISPUTED) {
                LOGGER.error(
                        "the root {} of epoch {} was rejected, and the journal gives {}: nothing is sent until"
                                + " openledger fsck and the arbiter agree; then close an epoch to try again",
                        epoch.root(),
                        epoch.number(),
                        root);
                EpochTable.update(transaction, epoch.with(EpochState.DISPUTED, 0));
            }
            return;
        }
        plans.forEach(each -> EpochTable.replaceLeaves(transaction, each));
        Epoch replaced = epoch.replacedBy(root, plan.totalGwei(), plan.leavesDigest(epoch.summed(), operator));
        EpochTable.update(transaction, replaced);
        if (replaced.summed()) {
            log.publish(transaction, replaced.number(), replaced.leavesDigest());
        }
        send(transaction, replaced);
    }

    private void send(Handle transaction, Epoch epoch) {
        String key = outbox.attempt(key(epoch));
        RootCalls.Posted root = new RootCalls.Posted(epoch.root(), epoch.totalGwei(), epoch.leavesDigest());
        String data = calls.replaceRoot(epoch.number(), root);
        outbox.enqueue(transaction, key, distributor, data, BigInteger.ZERO);
    }

    static String key(Epoch epoch) {
        return "replace:" + epoch.number() + ":" + epoch.root();
    }

    /** Whether the plan takes and gives what was charged on chain and booked when the epoch was closed. */
    private boolean standsInTheJournal(Handle transaction, Epoch epoch, EpochPlan plan) {
        return plan.chargedGwei() == epoch.chargedGwei() && plan.standsIn(journal, transaction, epoch.closedMillis());
    }

    private static List<EpochPlan> plansThrough(Handle handle, long number) {
        List<EpochPlan> plans = new ArrayList<>();
        SortedMap<String, Long> cumulative = new TreeMap<>();
        for (Epoch epoch :
                EpochTable.before(handle, number + 1, Integer.MAX_VALUE).reversed()) {
            Turnover turnover = Turnover.of(handle, Charges.KINDS, epoch.afterPosition(), epoch.lastPosition());
            EpochPlan plan = EpochReplay.plan(handle, epoch, turnover, cumulative);
            plans.add(plan);
            cumulative = plan.cumulativeGwei();
        }
        return plans;
    }
}
