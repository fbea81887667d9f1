package org.openledger.factory;

import java.util.Map;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;

/** Runs and models, as a reader searches, filters, sorts and pages them. */
public final class FactoryLists {
    public static final Listing MODELS = Listing.of(
                    "m.name", "model m JOIN run r ON r.id = m.run LEFT JOIN account a ON a.address = r.owner")
            .where("r.state <> 'CANCELLED'")
            .searching("m.name")
            .searching("r.owner")
            .searching("a.name")
            .searching("r.adapter_digest")
            .filtering("state", "CASE WHEN m.ready_millis IS NULL THEN 'attributing' ELSE 'ready' END")
            .filtering("owner", "r.owner")
            .sorting("name", "m.name")
            .sorting("owner", "coalesce(a.name, r.owner)")
            .sorting("state", "CASE WHEN m.ready_millis IS NULL THEN 'attributing' ELSE 'ready' END")
            .sorting("receipts", "(SELECT count(*) FROM inference i WHERE i.model = m.name AND i.state = 'RECEIPTED')")
            .standing("m.created_millis, m.name");

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

    public static final Lookup MODEL_NAMES = Lookup.byName("m.run", "m.name", "model m");
    public static final Lookup ADAPTERS =
            Lookup.byHash("m.run", "m.name", "model m JOIN run r ON r.id = m.run", "r.adapter_digest");
    public static final Lookup RUN_IDS = Lookup.byHash("r.id", "'Run of ' || r.name", "run r", "r.id");

    private final Database database;
    private final Models models;

    public FactoryLists(Database database, Models models) {
        this.database = database;
        this.models = models;
    }

    public ListPage<Run> runs(ListRequest request) {
        return database.read(handle -> RUNS.page(handle, request, Map.of()).map(id -> RunTable.require(handle, id)));
    }

    public ListPage<Model> models(ListRequest request) {
        return database.read(handle -> MODELS.page(handle, request, Map.of()))
                .map(name -> models.find(name).orElseThrow());
    }
}
