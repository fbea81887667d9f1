/**
 * JSON-RPC client, contract bindings, durable outbox.
 */
@NullMarked
package org.openledger.chain;

import org.jspecify.annotations.NullMarked;
