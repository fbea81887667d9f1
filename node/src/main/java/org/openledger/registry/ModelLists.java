package org.openledger.registry;

import java.util.Map;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;

/** Versions of models, as a reader searches, filters, sorts and pages them. */
public final class ModelLists {
    private static final String STATE = "CASE WHEN m.refusal IS NOT NULL THEN 'refused' WHEN m.token IS NULL THEN"
            + " 'registering' WHEN m.ready_millis IS NULL THEN 'attributing' ELSE 'ready' END";
    private static final String LIVE = "CASE WHEN m.token IS NOT NULL AND m.id = (SELECT o.active FROM model_offer o"
            + " WHERE o.name = m.name ORDER BY o.position DESC LIMIT 1) THEN 'yes' ELSE 'no' END";

    public static final Listing MODELS = Listing.of(
                    "m.id", "model_version m LEFT JOIN account a ON a.address = m.owner")
            .searching("m.name")
            .searching("m.owner")
            .searching("a.name")
            .searching("m.adapter_digest")
            .filtering("name", "m.name")
            .filtering("state", STATE)
            .filtering("live", LIVE)
            .filtering("origin", "LOWER(m.origin)")
            .filtering("owner", "m.owner")
            .sorting("name", "m.name")
            .sorting("owner", "coalesce(a.name, m.owner)")
            .sorting("state", STATE)
            .sorting("live", LIVE)
            .sorting(
                    "receipts",
                    "(SELECT count(*) FROM inference i WHERE i.model = m.name"
                            + " AND i.adapter_digest = m.adapter_digest AND i.state = 'RECEIPTED')")
            .standing("m.created_millis, m.name, m.number");

    public static final Lookup NAMES = Lookup.byName("m.name", "m.name", "model_version m");
    public static final Lookup ADAPTERS = Lookup.byHash("m.name", "m.name", "model_version m", "m.adapter_digest");

    private final Database database;
    private final Models models;

    public ModelLists(Database database, Models models) {
        this.database = database;
        this.models = models;
    }

    public ListPage<Model> models(ListRequest request) {
        return database.read(handle -> MODELS.page(handle, request, Map.of())
                .map(id -> models.find(handle, id).orElseThrow()));
    }
}
