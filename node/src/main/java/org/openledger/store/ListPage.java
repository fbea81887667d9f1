package org.openledger.store;

import java.util.List;
import java.util.function.Function;

/**
 * Some entries of a list.
 *
 * @param total how many entries of the list match in all, on this page or not
 */
public record ListPage<T>(List<T> list, long total) {
    public <R> ListPage<R> map(Function<T, R> shown) {
        return new ListPage<>(list.stream().map(shown).toList(), total);
    }
}
