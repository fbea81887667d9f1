/**
 * Fine-tuning and pre-training loops with progress, checkpoints, evaluation.
 */
@NullMarked
package org.openledger.train;

import org.jspecify.annotations.NullMarked;
