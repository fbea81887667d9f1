/**
 * What votes set, as the Parameters contract says it: how fees are divided, what the registration of a model costs, and who was paid
 * that, read block by block. What a reorganisation takes back is taken back here too, so that the rows are always those that reading the
 * chain anew would give.
 */
@NullMarked
package org.openledger.chain.governance;

import org.jspecify.annotations.NullMarked;
