/**
 * What the chain's contracts did with money, booked in the journal. An event is booked once, however often the chain is
 * read, and what the journal says about a contract is what the contract holds, to the gwei.
 */
@NullMarked
package org.openledger.settlement.events;

import org.jspecify.annotations.NullMarked;
