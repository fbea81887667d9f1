package org.openledger.chain;

import java.util.Map;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;

/** The outbox, as a reader searches, filters, sorts and pages it. */
public final class OutboxLists {
    public static final Listing ENTRIES = Listing.of("o.id", "chain_outbox o")
            .searching("o.request_key")
            .searching("o.transaction_hash")
            .searching("o.error")
            .filtering("state", "LOWER(o.state)")
            .sorting("key", "o.request_key")
            .sorting("state", "o.state")
            .sorting("createdMillis", "o.created_millis")
            .standing("o.id DESC");

    private final Database database;

    public OutboxLists(Database database) {
        this.database = database;
    }

    public ListPage<Outbox.Described> entries(ListRequest request) {
        return database.read(handle -> ENTRIES.page(handle, request, Map.of())
                .map(id -> Outbox.describe(
                        handle, OutboxTable.find(handle, Long.parseLong(id)).orElseThrow())));
    }
}
