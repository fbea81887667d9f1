package org.openledger.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Handlers;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.node.SearchHit;
import org.openledger.client.node.SearchHits;
import org.openledger.datanet.DatanetLists;
import org.openledger.factory.RunLists;
import org.openledger.identity.AccountLists;
import org.openledger.receipt.ReceiptLists;
import org.openledger.registry.ModelLists;
import org.openledger.settlement.epoch.EpochLists;
import org.openledger.store.Database;
import org.openledger.store.Lookup;

/** Where a name, an id, a hash, or the beginning of one leads. */
public final class SearchRoutes implements Handlers.Noun {
    private static final int MIN_CHARACTERS = 2;
    private static final int MAX_CHARACTERS = 100;
    private static final int MAX_HITS = 20;
    private static final String HEX = "(0x)?[0-9a-f]+";
    private static final String NUMBER = "[0-9]{1,18}";

    private static final List<Place> BY_NAME = List.of(
            new Place(DatanetLists.NAMES, page("datanet", "/datanets/")),
            new Place(ModelLists.NAMES, page("model", "/models/")),
            new Place(AccountLists.NAMES, page("account", "/accounts/")));

    private static final List<Place> BY_NUMBER = List.of(
            new Place(DatanetLists.IDS, page("datanet", "/datanets/")),
            new Place(EpochLists.NUMBERS, page("epoch", "/epochs/")));

    private static final List<Place> BY_HASH = List.of(
            new Place(ReceiptLists.IDS, page("receipt", "/receipts/")),
            new Place(DatanetLists.LEAVES, page("row", "/rows/")),
            new Place(RunLists.RUN_IDS, page("run", "/runs/")),
            new Place(ModelLists.ADAPTERS, page("model", "/models/")),
            new Place(DatanetLists.VERSION_ROOTS, page("datanet", "/datanets/")));

    /** Those that are written with 0x before them. */
    private static final List<Place> BY_PREFIXED_HASH = List.of(
            new Place(AccountLists.ADDRESSES, page("account", "/accounts/")),
            new Place(DatanetLists.CONTRIBUTORS, page("account", "/accounts/")),
            new Place(ReceiptLists.PAYEES, page("account", "/accounts/")),
            new Place(EpochLists.ROOTS, page("epoch", "/epochs/")),
            new Place(
                    EpochLists.TRANSACTIONS,
                    hit -> new SearchHit(
                            "transaction", hit.name(), "Settlement of epoch " + hit.id(), "/epochs/" + hit.id())));

    private final Database database;

    SearchRoutes(Database database) {
        this.database = database;
    }

    /** One way to look, and where what it finds is shown. */
    private record Place(Lookup lookup, Function<Lookup.Hit, SearchHit> shown) {}

    private static Function<Lookup.Hit, SearchHit> page(String kind, String folder) {
        return hit -> new SearchHit(kind, hit.id(), hit.name(), folder + hit.id());
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(NodeEndpoints.SEARCH, call -> search(text(call.query().q())));
    }

    private static String text(String q) {
        String text = q.strip().toLowerCase(Locale.ROOT);
        if (text.length() < MIN_CHARACTERS || text.length() > MAX_CHARACTERS) {
            throw ApiException.invalid(
                    "q", "'q' must have " + MIN_CHARACTERS + " to " + MAX_CHARACTERS + " characters.");
        }
        return text;
    }

    private SearchHits search(String text) {
        Map<String, SearchHit> found = new LinkedHashMap<>();
        database.read(handle -> {
            find(handle, BY_NAME, text, found);
            if (text.matches(NUMBER)) {
                find(handle, BY_NUMBER, text, found);
            }
            if (text.matches(HEX)) {
                String digits = text.startsWith("0x") ? text.substring(2) : text;
                find(handle, BY_HASH, digits, found);
                find(handle, BY_PREFIXED_HASH, "0x" + digits, found);
            }
            return found;
        });
        return new SearchHits(List.copyOf(found.values()));
    }

    private static void find(Handle handle, List<Place> places, String text, Map<String, SearchHit> found) {
        for (Place place : places) {
            int room = MAX_HITS - found.size();
            if (room <= 0) {
                return;
            }
            for (Lookup.Hit hit : place.lookup().find(handle, text, room)) {
                SearchHit shown = place.shown().apply(hit);
                found.putIfAbsent(shown.path(), shown);
            }
        }
    }
}
