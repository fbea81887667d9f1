package org.openledger.ledger;

/** What an account has, and how much of that is held; zero of both for accounts never posted to. */
record Balance(LedgerAccount account, long gwei, long heldGwei) {
    Balance plus(long change) {
        Balance after = new Balance(account, Math.addExact(gwei, change), heldGwei);
        if (change < 0 || account.asset()) {
            Balances.checkSufficient(account, after.gwei, heldGwei);
        }
        return after;
    }

    Balance withHeld(long changeGwei) {
        return new Balance(account, gwei, Math.addExact(heldGwei, changeGwei));
    }

    long availableGwei() {
        return gwei - heldGwei;
    }
}
