/**
 * The effect of each contributor on an answer, in nats.
 */
@NullMarked
package org.openledger.attribution.influence;

import org.jspecify.annotations.NullMarked;
