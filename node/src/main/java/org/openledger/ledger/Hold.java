package org.openledger.ledger;

import org.openledger.verify.OpenAmount;

/**
 * Money of one account set aside for one running request.
 *
 * @param id the request's, for example its receipt id
 * @param gwei at least 1
 */
public record Hold(String id, LedgerAccount account, long gwei, long timeMillis) {
    public Hold {
        if (gwei < 1) {
            throw new IllegalArgumentException(
                    "a hold is of at least " + OpenAmount.of(1) + ", not " + OpenAmount.of(gwei));
        }
        if (account.asset()) {
            throw new IllegalArgumentException("nothing can be held of " + account);
        }
    }
}
