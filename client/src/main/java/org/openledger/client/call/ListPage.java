package org.openledger.client.call;

import java.util.List;

/**
 * What every list answers: a page of it.
 *
 * @param <T> its entries
 */
public interface ListPage<T> {
    /** The entries that were asked for. */
    List<T> list();

    /** How many entries match in all. */
    long total();
}
