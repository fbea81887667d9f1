/**
 * Claims of final rewards: asked for, signed for keys that the node keeps, brought to the chain once. Uses the chain's
 * outbox.
 */
@NullMarked
package org.openledger.settlement.claim;

import org.jspecify.annotations.NullMarked;
