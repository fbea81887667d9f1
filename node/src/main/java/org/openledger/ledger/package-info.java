/**
 * The double-entry journal: who owns which part of the money that the chain's contracts hold for this node's users, and
 * what a request may still spend of it. It uses {@code store} for its tables and {@code verify} for a receipt's payments.
 * What must stay true: every entry sums to zero; an entry is never changed or removed; an id is posted once; the balances
 * are what replaying the entries gives; only asset accounts are ever negative; no account has less than what is held
 * of it; and every gwei that waits for an epoch's audit is brought to one audit. {@link org.openledger.ledger.LedgerCheck} checks all of it.
 */
@NullMarked
package org.openledger.ledger;

import org.jspecify.annotations.NullMarked;
