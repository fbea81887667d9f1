/**
 * What somebody did on this node, as facts that each say where they come from. No score is made of them, and nothing is kept: every
 * fact is counted when it is asked for, from the records that the log, the journal and the chain hold too. What is said of the node itself, as
 * an agent, stands on chain: the node is registered there, and signs for its clients what they paid.
 */
@NullMarked
package org.openledger.reputation;

import org.jspecify.annotations.NullMarked;
