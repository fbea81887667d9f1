/**
 * A Datanet, a contribution and a version as they are recorded: in the database, in the log and on the chain, and how
 * the chain confirms them. Uses rows, and the chain through transactions that the outbox sends. A record is enqueued in
 * the transaction that makes the thing it records.
 */
@NullMarked
package org.openledger.datanet.record;

import org.jspecify.annotations.NullMarked;
