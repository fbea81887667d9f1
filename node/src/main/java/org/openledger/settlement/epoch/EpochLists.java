package org.openledger.settlement.epoch;

import java.util.Map;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;
import org.openledger.verify.EpochAudit;
import org.openledger.verify.Role;

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

    private static final String RELEASED = """
            CASE WHEN a.waiting_gwei > a.returned_gwei + a.netted_gwei
                THEN a.waiting_gwei - a.returned_gwei - a.netted_gwei ELSE 0 END""";

    /** Takes the {@code epoch} whose audit it is. */
    public static final Listing OUTCOMES = Listing.of(
                    "a.contributor", "settlement_audit a LEFT JOIN account n ON n.address = a.contributor")
            .where("a.epoch = :epoch")
            .searching("a.contributor")
            .searching("n.name")
            .sorting(Role.CONTRIBUTOR.word(), "coalesce(n.name, a.contributor)")
            .sorting("paidGwei", "a.paid_gwei")
            .sorting("waitingGwei", "a.waiting_gwei")
            .sorting("releasedGwei", RELEASED)
            .sorting("returnedGwei", "a.returned_gwei")
            .sorting("nettedGwei", "a.netted_gwei");

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

    /** What an epoch's audit decided, by contributor unless the request says otherwise. */
    public ListPage<EpochAudit.Outcome> outcomes(long epoch, ListRequest request) {
        return database.read(handle -> OUTCOMES.page(handle, request, Map.of("epoch", epoch))
                .map(contributor ->
                        EpochAuditTable.find(handle, epoch, contributor).orElseThrow()));
    }

    public ListPage<Epoch> epochs(ListRequest request) {
        return database.read(handle -> EPOCHS.page(handle, request, Map.of())
                .map(number -> EpochTable.find(handle, Long.parseLong(number)).orElseThrow()));
    }
}
