/**
 * Fine-tuning and pre-training loops with progress, checkpoints, evaluation. It uses {@code model} and {@code tensor}. What must
 * stay true: a run is a pure function of base, rows, configuration and seed, to the last bit on one machine; stopping and
 * resuming changes nothing; and the adapters trained side by side do not touch one another.
 */
@NullMarked
package org.openledger.train;

import org.jspecify.annotations.NullMarked;
