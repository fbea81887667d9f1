package org.openledger.client.call;

import java.util.Optional;

/** What every list is asked for; what else such a query has are values that entries must have, by name. */
public interface ListingQuery {
    Optional<String> q();

    Optional<String> sort();

    int offset();

    int limit();
}
