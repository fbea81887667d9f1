/**
 * The embedded chain: a supervised anvil behind a durable journal of raw transactions. Uses {@code chain}'s JSON-RPC types
 * and {@code store}'s disk. What was acknowledged is in the journal before it runs, and the journal alone brings back every
 * block, balance, nonce and timestamp; anvil's own memory is disposable.
 */
@NullMarked
package org.openledger.chain.local;

import org.jspecify.annotations.NullMarked;
