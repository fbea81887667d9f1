package org.openledger.app.folder;

import java.time.Duration;
import org.openledger.app.CommunityParts;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.Lifecycle;
import org.openledger.app.MoneyParts;
import org.openledger.chain.ChainException;
import org.openledger.chain.OutboxEntry;

/**
 * Finishes what a node left under way on chain and in the log, as a start of the node would. What needs the model, answers and runs,
 * waits for the node.
 */
public final class Settling {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;

    private final FoundationParts on;
    private final MoneyParts money;

    private Settling(FoundationParts on, MoneyParts money) {
        this.on = on;
        this.money = money;
    }

    /** Starts the parts of the folder that move money and records, waits for them, and stops them. */
    public static void finish(Configuration configuration) {
        try (Lifecycle lifecycle = new Lifecycle()) {
            FoundationParts on = FoundationParts.open(configuration, lifecycle);
            MoneyParts money = MoneyParts.open(on, lifecycle);
            CommunityParts.open(on, money.charges(), lifecycle);
            new Settling(on, money).finish();
        }
    }

    private void finish() {
        on.log().publish();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (underWay()) {
            if (System.nanoTime() > deadline) {
                throw new ChainException("transactions are still under way after " + PATIENCE.toSeconds()
                        + " s; what is on chain cannot be compared yet: try again later");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ChainException("interrupted while waiting for the chain", e);
            }
        }
    }

    private boolean underWay() {
        boolean sending = !on.outbox().inState(OutboxEntry.State.QUEUED, 1).isEmpty()
                || !on.outbox().inState(OutboxEntry.State.SENT, 1).isEmpty();
        return money.readChain() || sending;
    }
}
