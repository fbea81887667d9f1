package org.openledger.chain.governance;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.EventFollower;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.chain.contracts.Parameters;
import org.openledger.store.Database;
import org.web3j.abi.EventEncoder;

/**
 * Reads every building fee that a vote has set, and every payment of one: what the registration of a model pays to the treasury of each
 * version that it learnt from. One thread at a time.
 */
public final class BuildingFees {
    private static final String SET = EventEncoder.encode(Parameters.BUILDINGFEESET_EVENT);
    private static final String PAID = EventEncoder.encode(ModelRegistry.BUILDINGFEEPAID_EVENT);
    /** Wei of a gwei. */
    public static final BigInteger PER_GWEI = BigInteger.TEN.pow(9);

    private final EventFollower follower;

    public BuildingFees(Database database, ChainClient client, Contracts contracts, Contracts.Governing governing) {
        this.follower = new EventFollower(
                database,
                client,
                "building",
                List.of(governing.parameters(), contracts.modelRegistry()),
                Math.min(governing.firstBlock(), contracts.firstBlock()),
                new Events());
    }

    /** Reads what is new; returns how many blocks, of which there may be more at {@link EventFollower#MAX_BLOCKS}. */
    public int step() {
        return follower.poll();
    }

    /** What one version costs now, as far as the chain was read, in gwei rounded up; 0 where nothing was ever set. */
    public static long inForce(Handle handle) {
        return BuildingFeeTable.inForce(handle);
    }

    /**
     * What was paid for one version.
     *
     * @param token the Datanet's number on chain, decimal
     * @param treasury who has it, lower-case address
     */
    public record Paid(String token, long version, String treasury, long gwei) {}

    /** What the registration of a model paid, in the order of its versions. */
    public static List<Paid> paidFor(Handle handle, String model) {
        return BuildingFeeTable.of(handle, model).stream()
                .map(row -> new Paid(row.token(), row.version(), row.treasury(), row.gwei()))
                .toList();
    }

    /** Gwei that cover an amount of wei. */
    public static long gweiFor(BigInteger wei) {
        return wei.add(PER_GWEI).subtract(BigInteger.ONE).divide(PER_GWEI).longValueExact();
    }

    /** What is done with the events. */
    record Events() implements EventFollower.Handler {
        @Override
        public void included(Handle tx, ChainClient.Block block, List<ChainClient.Log> logs) {
            for (ChainClient.Log log : logs) {
                long sequence = EventFollower.sequence(block.number(), log.index());
                String topic = log.topics().isEmpty() ? "" : log.topics().getFirst();
                if (topic.equals(SET)) {
                    BuildingFeeTable.set(
                            tx, sequence, gweiFor(Parameters.getBuildingFeeSetEventFromLog(log.toWeb3j()).amountWei));
                } else if (topic.equals(PAID)) {
                    ModelRegistry.BuildingFeePaidEventResponse paid =
                            ModelRegistry.getBuildingFeePaidEventFromLog(log.toWeb3j());
                    BuildingFeeTable.paid(
                            tx,
                            new BuildingFeeTable.Row(
                                    sequence,
                                    paid.modelId.toString(),
                                    paid.datanetId.toString(),
                                    paid.version.longValueExact(),
                                    paid.treasury.toLowerCase(Locale.ROOT),
                                    gweiFor(paid.amountWei)));
                }
            }
        }

        @Override
        public void removed(Handle tx, long fromBlock) {
            BuildingFeeTable.deleteFrom(tx, EventFollower.sequence(fromBlock, 0));
        }
    }
}
