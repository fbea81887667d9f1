package org.openledger.api;

import java.util.Optional;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.chain.Outbox;
import org.openledger.chain.OutboxEntry;
import org.openledger.chain.OutboxLists;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.node.OutboxCancellation;
import org.openledger.client.node.OutboxLine;
import org.openledger.client.node.OutboxList;
import org.openledger.settlement.call.Wei;
import org.openledger.store.Database;
import org.openledger.store.ListPage;

/** The operator's transactions: what waits, why, and what to do about it. */
final class OutboxRoutes implements Handlers.Noun {
    private final Outbox outbox;
    private final OutboxLists lists;

    OutboxRoutes(Outbox outbox, Database database) {
        this.outbox = outbox;
        this.lists = new OutboxLists(database);
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(NodeEndpoints.OUTBOX, call -> {
            ListPage<OutboxLine> page =
                    lists.entries(ListQuery.of(call.query())).map(OutboxRoutes::line);
            return new OutboxList(page.list(), page.total(), outbox.asideCount());
        });
        handlers.answer(NodeEndpoints.OUTBOX_CANCEL, call -> {
            Outbox.Cancelled done = outbox.cancel(call.body().key());
            return new OutboxCancellation(done.cancelled(), done.replacing(), done.effect());
        });
        handlers.answer(
                NodeEndpoints.OUTBOX_RETRY,
                call -> line(outbox.retry(call.body().key())));
    }

    private static OutboxLine line(Outbox.Described described) {
        OutboxEntry entry = described.entry();
        return new OutboxLine(
                entry.key(),
                entry.kind().word(),
                entry.state().word(),
                Optional.ofNullable(entry.error()),
                Wei.toGweiSaturated(entry.valueWei()),
                Optional.ofNullable(entry.nonce()),
                Optional.ofNullable(entry.transactionHash()),
                entry.createdMillis(),
                entry.tries(),
                entry.state() == OutboxEntry.State.ASIDE ? Optional.of(entry.nextTryMillis()) : Optional.empty(),
                entry.cancelling(),
                described.needs(),
                described.neededBy());
    }
}
