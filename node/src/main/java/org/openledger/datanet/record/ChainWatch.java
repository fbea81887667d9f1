package org.openledger.datanet.record;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.Outbox;
import org.openledger.chain.OutboxEntry;
import org.openledger.store.Database;
import org.openledger.store.Loop;
import org.openledger.store.TaskLoop;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Follows requested transactions to their end and has each end noted in a database transaction. What is still under way
 * when the process ends is to be followed again at the next start.
 */
public final class ChainWatch implements AutoCloseable {
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Database database;
    private final Outbox outbox;
    private final TaskLoop ends;

    /** @param name of the thread that notes the ends */
    public ChainWatch(String name, Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
        this.ends = new TaskLoop(name, Loop.Retry.every(RETRY_PAUSE), DRAIN);
    }

    /**
     * Follows a committed request.
     *
     * @param confirmed notes a receipt
     * @param failed notes why the contract refused, or that the operator cancelled it
     */
    public void follow(
            String key, BiConsumer<Handle, TransactionReceipt> confirmed, BiConsumer<Handle, String> failed) {
        // On a thread of its own: the outbox's must not wait for the database's writer.
        CompletableFuture<TransactionReceipt> _ = outbox.confirmed(key)
                .whenComplete((receipt, failure) -> ends.execute(() -> settle(key, receipt, confirmed, failed)));
    }

    private void settle(
            String key,
            @Nullable TransactionReceipt receipt,
            BiConsumer<Handle, TransactionReceipt> confirmed,
            BiConsumer<Handle, String> failed) {
        if (receipt != null) {
            database.write(tx -> confirmed.accept(tx, receipt));
            return;
        }
        OutboxEntry entry = outbox.find(key).orElseThrow();
        if (entry.state() == OutboxEntry.State.FAILED || entry.state() == OutboxEntry.State.CANCELLED) {
            String why = entry.error();
            database.write(tx -> failed.accept(tx, why == null ? "the chain refused it" : why));
        }
    }

    /** What has not been noted yet is followed again at the next start. */
    @Override
    public void close() {
        ends.close();
    }
}
