/**
 * What accounts hold on chain, and what they ask of it: to let this node draw of a deposit, to have it back, to send OPEN on. Each is said
 * by the account's own signature and brought by the operator, who pays the gas. Nothing moves money of an account to another address
 * than its own, unless the node keeps its key.
 */
@NullMarked
package org.openledger.settlement.wallet;

import org.jspecify.annotations.NullMarked;
