/**
 * How fees are divided, as the Parameters contract says it: every split that a vote has set, read block by block. What a reorganisation
 * takes back is taken back here too, so that the rows are always those that reading the chain anew would give.
 */
@NullMarked
package org.openledger.chain.governance;

import org.jspecify.annotations.NullMarked;
