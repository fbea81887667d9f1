/**
 * The embedded chain: a supervised anvil behind a durable journal of raw transactions.
 */
@NullMarked
package org.openledger.chain.local;

import org.jspecify.annotations.NullMarked;
