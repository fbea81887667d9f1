package org.openledger.api.http;

import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.client.call.ListingQuery;
import org.openledger.store.ListRequest;

/** What a query of the API asks of a list. */
public final class ListQuery {
    private static final Set<String> OF_EVERY_LIST = Set.of("q", "sort", "offset", "limit");

    private ListQuery() {}

    /** Its components beside those of every list are filters, by the names that the list has for them. */
    public static <Q extends Record & ListingQuery> ListRequest of(Q query) {
        return of(query, Set.of());
    }

    /** @param choosing components that say which list is asked for, and are no filters of it */
    public static <Q extends Record & ListingQuery> ListRequest of(Q query, Set<String> choosing) {
        String text = query.q().map(String::strip).orElse("");
        if (text.length() > ListRequest.MAX_TEXT_CHARACTERS) {
            throw ApiException.invalid(
                    "q", "'q' must have at most " + ListRequest.MAX_TEXT_CHARACTERS + " characters.");
        }
        return new ListRequest(
                text,
                filters(query, choosing),
                query.sort().map(ListRequest.Order::parse),
                query.offset(),
                query.limit());
    }

    private static SortedMap<String, String> filters(Record query, Set<String> choosing) {
        SortedMap<String, String> filters = new TreeMap<>();
        for (RecordComponent component : query.getClass().getRecordComponents()) {
            if (!OF_EVERY_LIST.contains(component.getName()) && !choosing.contains(component.getName())) {
                value(query, component).ifPresent(value -> filters.put(component.getName(), String.valueOf(value)));
            }
        }
        return filters;
    }

    private static Optional<?> value(Record query, RecordComponent component) {
        try {
            return (Optional<?>) component.getAccessor().invoke(query);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the query " + query.getClass() + " cannot be read", e);
        }
    }
}
