package org.openledger.settlement;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.EventFollower;
import org.openledger.chain.Outbox;
import org.openledger.ledger.Journal;
import org.openledger.ledger.SpendingLimits;
import org.openledger.store.Database;

/**
 * Settlement as the node runs it: {@link #step} again and again, {@link #close} at the end of each epoch. Both are safe
 * to repeat after a crash at any moment.
 */
public final class Settlement {
    private final Database database;
    private final ChainClient client;
    private final InstantSource clock;
    private final Transactions transactions;
    private final String operator;
    private final EventFollower follower;
    private final Epochs epochs;
    private final Claims claims;
    private final Anchors anchors;

    /**
     * Choices of this operator.
     *
     * @param operator this node's address: the lane of its epochs
     * @param accounts which addresses the pools stand for
     * @param claimThresholdGwei what is due less than this is not claimed but left to accumulate
     * @param firstBlock where the contracts' events begin; 0 is always right, and slow on a long chain
     */
    public record Options(String operator, EpochAccounts accounts, long claimThresholdGwei, long firstBlock) {}

    public Settlement(
            Database database,
            ChainClient client,
            Contracts contracts,
            Outbox outbox,
            Journal journal,
            SpendingLimits limits,
            InstantSource clock,
            Options options) {
        this.transactions = Transactions.of(outbox);
        this.operator = options.operator();
        this.database = database;
        this.client = client;
        this.clock = clock;
        this.epochs = new Epochs(journal, options.accounts(), contracts.inferenceEscrow(), transactions);
        this.claims = new Claims(
                contracts.rewardDistributor(), transactions, options.operator(), options.claimThresholdGwei());
        this.anchors = new Anchors(contracts.logAnchor(), transactions);
        this.follower = new EventFollower(
                database,
                client,
                "settlement",
                List.of(contracts.inferenceEscrow(), contracts.rewardDistributor(), contracts.logAnchor()),
                options.firstBlock(),
                new Events(new ChainEvents(journal, limits, options.operator())));
    }

    public Epochs epochs() {
        return epochs;
    }

    public Anchors anchors() {
        return anchors;
    }

    public Claims claims() {
        return claims;
    }

    /**
     * Books what is new on chain, and makes epochs final whose window is over. Returns how many blocks were read; when
     * that is {@link EventFollower#MAX_BLOCKS} there may be more. One thread at a time.
     */
    public int step() {
        int blocks = follower.poll();
        long chainSeconds = client.latestBlock().timestampSeconds();
        database.write(handle -> {
            epochs.advance(handle, chainSeconds);
            if (client.chain().confirmations() == 0) {
                makeBlockForFinality(handle);
            }
        });
        return blocks;
    }

    /**
     * The embedded chain makes a block only for a transaction, and so its clock stands still while a window runs out; an
     * empty transaction of the operator to itself moves it on.
     */
    private void makeBlockForFinality(Handle transaction) {
        long nowSeconds = clock.instant().getEpochSecond();
        for (Epoch epoch : epochs.posted(transaction)) {
            if (epoch.finalAtSeconds() > 0 && epoch.finalAtSeconds() <= nowSeconds) {
                String key = "block-for-epoch:" + epoch.number() + ":" + epoch.finalAtSeconds();
                transactions.enqueue(transaction, key, operator, "0x", BigInteger.ZERO);
            }
        }
    }

    /** Closes as many epochs as the open charges need, and sends again what the chain refused of earlier ones. */
    public List<Epoch> close(long timeMillis) {
        database.write(handle -> epochs.resend(handle));
        List<Epoch> closed = new ArrayList<>();
        Optional<Epoch> epoch = closeOne(timeMillis);
        while (epoch.isPresent()) {
            closed.add(epoch.get());
            epoch = closeOne(timeMillis);
        }
        return closed;
    }

    /** Claims for everybody who is due enough. */
    public List<Claiming.Sent> claimAll() {
        return database.transact(handle -> claims.claimAll(handle));
    }

    private Optional<Epoch> closeOne(long timeMillis) {
        return database.transact(handle -> epochs.close(handle, timeMillis));
    }
}
