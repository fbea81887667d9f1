/**
 * The training trail: the effect of each contributor's rows on an answer, in nats, by adapters that the same run gives without
 * that contributor. It uses the model and the trainer, and knows contributors by name only. What must stay true: everything is
 * deterministic, so that a stranger with the same files gets the same numbers, and a contributor without rows has effect 0.
 */
@NullMarked
package org.openledger.attribution.influence;

import org.jspecify.annotations.NullMarked;
