package org.openledger.identity.credential;

import java.util.Optional;
import org.openledger.client.call.KeyScope;
import org.openledger.ledger.Budget;

/**
 * What is known of an API key; its secret is shown once, when issued.
 *
 * @param id names it in lists, and when it is rotated or revoked; it stays the same
 * @param payer whose deposit its use is charged to
 */
public record ApiKey(
        String id,
        String payer,
        KeyTerms terms,
        long createdMillis,
        Optional<Long> lastUsedMillis,
        Optional<Long> revokedMillis) {

    public boolean may(KeyScope scope) {
        return terms.scopes().contains(scope);
    }

    public boolean mayAsk(String model) {
        return terms.models().isEmpty() || terms.models().contains(model);
    }

    /** What it may spend. */
    public Budget budget() {
        return new Budget(budgetName(id), terms.callGwei(), terms.dayGwei(), terms.totalGwei());
    }

    static String budgetName(String id) {
        return "key:" + id;
    }

    public Life life(long nowMillis) {
        return Life.of(revokedMillis, terms.expiresMillis(), nowMillis);
    }
}
