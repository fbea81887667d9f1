/**
 * The way to an EVM network: JSON-RPC with its errors, the public proxy, typed contracts and their deployment, the
 * durable outbox that sends the operator's transactions, and the reorganisation-aware reader of events. Uses {@code store};
 * the network itself is a {@link org.openledger.chain.Chain}, embedded or remote. A transaction that was enqueued is sent
 * exactly once in effect, whatever crashes in between: one key, one nonce.
 */
@NullMarked
package org.openledger.chain;

import org.jspecify.annotations.NullMarked;
