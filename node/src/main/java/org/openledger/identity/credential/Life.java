package org.openledger.identity.credential;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openledger.store.ListRequest;

/** Where a credential is in its life. */
public enum Life {
    LIVE,
    EXPIRED,
    REVOKED;

    /** The same in SQL, for the columns of a table that is called {@code t}, at {@code :now}. */
    public static final String SQL = "CASE WHEN t.revoked_millis IS NOT NULL THEN 'revoked'"
            + " WHEN t.expires_millis <= :now THEN 'expired' ELSE 'live' END";

    /** What lists call it. */
    public static final String FILTER = "state";

    /** The parameters of a list that can be filtered by it. */
    public static Map<String, Long> given(ListRequest request, long nowMillis) {
        return request.filters().containsKey(FILTER) ? Map.of("now", nowMillis) : Map.of();
    }

    public static Life of(Optional<Long> revokedMillis, Optional<Long> expiresMillis, long nowMillis) {
        if (revokedMillis.isPresent()) {
            return REVOKED;
        }
        return expiresMillis.filter(end -> end <= nowMillis).isPresent() ? EXPIRED : LIVE;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
