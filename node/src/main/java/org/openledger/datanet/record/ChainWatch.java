package org.openledger.datanet.record;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.Outbox;
import org.openledger.chain.OutboxEntry;
import org.openledger.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Follows requested transactions to their end and has each end noted in a database transaction. What is still under way
 * when the process ends is to be followed again at the next start.
 */
public final class ChainWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);

    private final Database database;
    private final Outbox outbox;

    public ChainWatch(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /**
     * Follows a committed request.
     *
     * @param confirmed notes a receipt
     * @param failed notes why the contract refused
     */
    public void follow(
            String key, BiConsumer<Handle, TransactionReceipt> confirmed, BiConsumer<Handle, String> failed) {
        // On a thread of its own: the outbox's must not wait for the database's writer.
        CompletableFuture<TransactionReceipt> _ = outbox.confirmed(key)
                .whenCompleteAsync(
                        (receipt, failure) -> settle(key, receipt, confirmed, failed),
                        work -> Thread.ofVirtual().name("settle " + key).start(work));
    }

    private void settle(
            String key,
            @Nullable TransactionReceipt receipt,
            BiConsumer<Handle, TransactionReceipt> confirmed,
            BiConsumer<Handle, String> failed) {
        try {
            if (receipt != null) {
                database.write(tx -> confirmed.accept(tx, receipt));
                return;
            }
            OutboxEntry entry = outbox.find(key).orElseThrow();
            if (entry.state() == OutboxEntry.State.FAILED) {
                String why = entry.error();
                database.write(tx -> failed.accept(tx, why == null ? "the chain refused it" : why));
            }
        } catch (RuntimeException e) {
            LOG.warn("the end of transaction {} is noted at the next start: {}", key, e.toString());
        }
    }
}
