package org.openledger.settlement;

import java.math.BigInteger;
import org.jdbi.v3.core.Handle;
import org.openledger.settlement.call.Calls;
import org.openledger.settlement.call.Transactions;
import org.openledger.settlement.epoch.EpochPlan;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.settlement.events.DistributorEvents;
import org.openledger.settlement.events.EventId;
import org.openledger.verify.reward.RewardTree;

/**
 * Shows on chain what a root gives an account, where somebody paid to see it. Without an answer in half a challenge window
 * the root would be rejected and the operator's bond taken.
 */
final class LeafAnswers implements DistributorEvents.Demands {
    private final String distributor;
    private final String operator;
    private final Transactions outbox;

    /** @param distributor address of the RewardDistributor */
    LeafAnswers(String distributor, String operator, Transactions outbox) {
        this.distributor = distributor;
        this.operator = operator;
        this.outbox = outbox;
    }

    @Override
    public void answer(Handle transaction, EventId id, long epoch, String account) {
        RewardTree tree = EpochPlan.rewardTree(EpochTable.cumulative(transaction, epoch));
        String data = Calls.answerLeaf(operator, epoch, account, tree.evidence(account));
        String key = "answer:" + epoch + ":" + account + ":" + id.transaction();
        outbox.enqueue(transaction, key, distributor, data, BigInteger.ZERO);
    }
}
