package org.openledger.factory;

import java.util.Map;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;

/** Runs, as a reader searches, filters, sorts and pages them. */
public final class RunLists {
    public static final Listing RUNS = Listing.of("r.id", "run r LEFT JOIN account a ON a.address = r.owner")
            .searching("r.name")
            .searching("r.id")
            .searching("r.owner")
            .searching("a.name")
            .filtering("state", "LOWER(r.state)")
            .filtering("owner", "r.owner")
            .sorting("name", "r.name")
            .sorting("state", "LOWER(r.state)")
            .sorting("createdMillis", "r.created_millis")
            .standing("r.sequence DESC");

    public static final Lookup RUN_IDS = Lookup.byHash("r.id", "'Run of ' || r.name", "run r", "r.id");

    private final Database database;

    public RunLists(Database database) {
        this.database = database;
    }

    public ListPage<Run> runs(ListRequest request) {
        return database.read(handle -> RUNS.page(handle, request, Map.of()).map(id -> RunTable.require(handle, id)));
    }
}
