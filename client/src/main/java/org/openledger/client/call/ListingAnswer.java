package org.openledger.client.call;

import java.util.List;

/**
 * What every {@link ListingQuery} is answered: a page of a list.
 *
 * @param <T> its entries
 */
public interface ListingAnswer<T> {
    /** The entries that were asked for. */
    List<T> list();

    /** How many entries match in all. */
    long total();
}
