package org.openledger.settlement.epoch;

import java.util.Map;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;

/** Epochs, as a reader searches, filters, sorts and pages them. */
public final class EpochLists {
    private static final String HELD =
            "(SELECT coalesce(sum(a.waiting_gwei), 0) FROM settlement_audit a WHERE a.epoch = e.number)";

    public static final Listing EPOCHS = Listing.of("e.number", "settlement_epoch e")
            .searching("e.number")
            .searching("e.root")
            .searching("e.settle_transaction")
            .filtering("state", "LOWER(e.state)")
            .sorting("number", "e.number")
            .sorting("state", "e.state")
            .sorting("receipts", "e.receipts")
            .sorting("paidGwei", "e.charged_gwei")
            .sorting("waitedGwei", HELD)
            .sorting("closedMillis", "e.closed_millis")
            .standing("e.number DESC");

    public static final Lookup ROOTS =
            Lookup.byHash("e.number", "'Epoch ' || e.number", "settlement_epoch e", "e.root");
    /** By the transaction that settled it. */
    public static final Lookup TRANSACTIONS =
            Lookup.byHash("e.number", "e.settle_transaction", "settlement_epoch e", "e.settle_transaction");

    public static final Lookup NUMBERS =
            Lookup.byNumber("e.number", "'Epoch ' || e.number", "settlement_epoch e", "e.number");

    private final Database database;

    public EpochLists(Database database) {
        this.database = database;
    }

    public ListPage<Epoch> epochs(ListRequest request) {
        return database.read(handle -> EPOCHS.page(handle, request, Map.of())
                .map(number -> EpochTable.find(handle, Long.parseLong(number)).orElseThrow()));
    }
}
