/**
 * Pre-training of a small base model from nothing, on generated or given text. Uses the optimizer and schedule of fine-
 * tuning.
 */
@NullMarked
package org.openledger.train.pretrain;

import org.jspecify.annotations.NullMarked;
