package org.openledger.client.model;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * A run to be: it trains an adapter on versions of Datanets, and registers it as a model.
 *
 * @param name of the model
 * @param owner the address that the developer's part of fees goes to
 * @param versions to learn from
 * @param paid whether answers of the model cost a fee
 * @param royaltyBps what a later model that learns from this one pays its owner
 * @param configuration what of the standard plan to change
 * @param heldOutPpm part of the rows that is held out, to measure what the others are worth
 * @param gateNanonats the model answers by itself once it is trained, where a token of the rows held out costs at least so much less
 *     under it than under the base; without it, the model answers once its owner deploys it
 * @param rewardGwei promised to the contributors whose rows lower the loss on the held-out rows
 * @param base the name of the base to start from; the node's first where it is left out
 */
public record NewRun(
        @Example("\"kitchen-1\"") String name,
        String owner,
        List<VersionPin> versions,
        @WhenAbsent("true") boolean paid,
        @WhenAbsent("0") @Bounds(from = 0, to = 10_000) int royaltyBps,
        Optional<PlanChange> configuration,
        @Bounds(from = 0, to = 500_000) Optional<Integer> heldOutPpm,
        @Bounds(from = 0, to = 1_000_000_000_000L) Optional<Long> gateNanonats,

        @WhenAbsent("0") @Bounds(from = 0, to = Bounds.ALL_OPEN_GWEI)
        long rewardGwei,

        Optional<String> base) {
    /** A run by the standard plan, without a royalty and without a reward. */
    public static NewRun standard(String name, String owner, List<VersionPin> versions) {
        return new NewRun(
                name,
                owner,
                versions,
                true,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    public NewRun withConfiguration(PlanChange change) {
        return new NewRun(
                name,
                owner,
                versions,
                paid,
                royaltyBps,
                Optional.of(change),
                heldOutPpm,
                gateNanonats,
                rewardGwei,
                base);
    }

    public NewRun withReward(int heldOut, long gwei) {
        return new NewRun(
                name, owner, versions, paid, royaltyBps, configuration, Optional.of(heldOut), gateNanonats, gwei, base);
    }

    /** The same, whose model answers by itself where it is better on rows held out. */
    public NewRun withGate(int heldOut, long nanonats) {
        return new NewRun(
                name,
                owner,
                versions,
                paid,
                royaltyBps,
                configuration,
                Optional.of(heldOut),
                Optional.of(nanonats),
                rewardGwei,
                base);
    }

    /** The same from the base of that name. */
    public NewRun from(String baseName) {
        return new NewRun(
                name,
                owner,
                versions,
                paid,
                royaltyBps,
                configuration,
                heldOutPpm,
                gateNanonats,
                rewardGwei,
                Optional.of(baseName));
    }
}
