package org.openledger.store.seal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row's primary key as text, its columns in alphabetical order; parts that a key does not have are empty. */
record RowKey(String key1, String key2, String key3) {
    static final int PARTS = 3;

    static RowKey of(List<String> parts) {
        if (parts.isEmpty() || parts.size() > PARTS) {
            throw new IllegalArgumentException("a key of " + parts.size() + " columns is not foreseen");
        }
        return new RowKey(parts.get(0), parts.size() > 1 ? parts.get(1) : "", parts.size() > 2 ? parts.get(2) : "");
    }

    @Override
    public String toString() {
        return Stream.of(key1, key2, key3).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }
}
