/**
 * Agents: what principals let them do, the one gate that every call of theirs passes, and the record of each. May use every package
 * above it, and knows nothing of HTTP. What must stay true: nothing has an effect that the gate did not admit in a transaction
 * before; the sums of a family's calls, held ones included, never exceed a cap of any mandate above them; every call that ended,
 * or was declined, has one signed record in the log; nothing commits under a mandate after its end was answered.
 */
@NullMarked
package org.openledger.agency;

import org.jspecify.annotations.NullMarked;
