package org.openledger.chain.governance;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.EventFollower;
import org.openledger.chain.contracts.Parameters;
import org.openledger.store.Database;
import org.openledger.verify.Receipt;
import org.web3j.abi.EventEncoder;

/** Reads every split that the Parameters contract was given, and says which was in force when. One thread at a time. */
public final class FeeSplits {
    private static final String SPLIT_SET = EventEncoder.encode(Parameters.SPLITSET_EVENT);

    private final EventFollower follower;

    /** A split, and the block that has its event. */
    public record Set(Receipt.SplitBps splitBps, long block) {}

    public FeeSplits(Database database, ChainClient client, Contracts.Governing governing) {
        this.follower = new EventFollower(
                database, client, "parameters", List.of(governing.parameters()), governing.firstBlock(), new Splits());
    }

    /** Reads what is new; returns how many blocks, of which there may be more at {@link EventFollower#MAX_BLOCKS}. */
    public int step() {
        return follower.poll();
    }

    /** What was in force at a moment, as far as the chain was read; empty before the first. */
    public static Optional<Set> at(Handle handle, long millis) {
        return FeeSplitTable.at(handle, TimeUnit.MILLISECONDS.toSeconds(millis))
                .map(row -> new Set(
                        new Receipt.SplitBps(
                                row.treasury(), row.stakers(), row.operator(), row.base(), row.developer(), row.data()),
                        row.block()));
    }

    /** What is done with the events. */
    record Splits() implements EventFollower.Handler {
        @Override
        public void included(Handle tx, ChainClient.Block block, List<ChainClient.Log> logs) {
            for (ChainClient.Log log : logs) {
                if (!log.topics().isEmpty() && log.topics().getFirst().equals(SPLIT_SET)) {
                    Parameters.Split split = Parameters.getSplitSetEventFromLog(log.toWeb3j()).split;
                    FeeSplitTable.insert(
                            tx,
                            new FeeSplitTable.Row(
                                    block.number(),
                                    log.index(),
                                    block.timestampSeconds(),
                                    bps(split.treasury),
                                    bps(split.stakers),
                                    bps(split.operator),
                                    bps(split.base),
                                    bps(split.developer),
                                    bps(split.data)));
                }
            }
        }

        @Override
        public void removed(Handle tx, long fromBlock) {
            FeeSplitTable.deleteFrom(tx, fromBlock);
        }

        private static int bps(BigInteger part) {
            return part.intValueExact();
        }
    }
}
