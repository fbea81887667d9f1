package org.openledger.store;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which part of a list is wanted.
 *
 * @param text what its entries contain; empty for all of them
 * @param filters the value that a name must have, by name
 * @param order none for the list's own
 * @param offset how many entries of that order to leave out
 */
public record ListRequest(
        String text, SortedMap<String, String> filters, Optional<Order> order, int offset, int limit) {
    public static final int MAX_OFFSET = 10_000_000;
    public static final int MAX_LIMIT = 1_000;
    public static final int MAX_TEXT_CHARACTERS = 200;

    /** The first entries, in the list's own order. */
    public static ListRequest first(int limit) {
        return new ListRequest("", new TreeMap<>(), Optional.empty(), 0, limit);
    }

    /** @param name of a column that the list can be sorted by */
    public record Order(String name, boolean descending) {
        /** A name, with a minus before it for the largest first. */
        public static Order parse(String text) {
            return text.startsWith("-") ? new Order(text.substring(1), true) : new Order(text, false);
        }
    }

    public ListRequest {
        if (text.length() > MAX_TEXT_CHARACTERS) {
            throw new IllegalArgumentException("a list is searched for at most " + MAX_TEXT_CHARACTERS + " characters");
        }
        if (offset < 0 || offset > MAX_OFFSET || limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "a page begins within " + MAX_OFFSET + " entries and has 1 to " + MAX_LIMIT);
        }
    }
}
