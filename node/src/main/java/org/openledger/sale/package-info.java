/**
 * Answers sold to who has no account here: a payment by signature (x402, scheme exact, ERC-3009) admits one call. May use every
 * package above it, and knows nothing of HTTP but two headers' values. What must stay true: one authorization is one payment, noted
 * in a transaction before any work; nothing is worked for before the escrow has the money; what the chain took from a buyer becomes
 * the deposit of the buyer's account, to the gwei.
 */
@NullMarked
package org.openledger.sale;

import org.jspecify.annotations.NullMarked;
