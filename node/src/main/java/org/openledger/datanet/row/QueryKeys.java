package org.openledger.datanet.row;

import java.util.ArrayList;
import java.util.List;

/** Keys in lists as long as one query may bind. */
public final class QueryKeys {
    private static final int KEYS_PER_QUERY = 500;

    private QueryKeys() {}

    /** Cut into lists that a query can take. */
    public static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += KEYS_PER_QUERY) {
            parts.add(all.subList(start, Math.min(all.size(), start + KEYS_PER_QUERY)));
        }
        return parts;
    }
}
