/**
 * Between the journal and the chain: what the chain's contracts did with payers' money is booked in the journal; at the
 * end of an epoch what everybody earned goes on chain as one Merkle root, with one charge a payer; what is final there
 * can be claimed. Uses {@code ledger}, {@code chain}, {@code identity} and {@code verify}. What must stay true: an epoch's charges are
 * exactly what the accounts of its tree gain; every charge of the journal is in one epoch at most; what waits by an
 * epoch's charges is released or given back when it closes, by {@link org.openledger.verify.EpochAudit}; nothing is booked
 * twice, however often the chain is read or a transaction sent again; and what the journal says about the contracts is
 * what they hold, to the gwei. {@link org.openledger.settlement.SettlementCheck} checks it.
 */
@NullMarked
package org.openledger.settlement;

import org.jspecify.annotations.NullMarked;
