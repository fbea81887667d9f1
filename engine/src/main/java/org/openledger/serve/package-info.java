/**
 * Answers many requests at once on one base model, each row of the batch with its own adapter: continuous batching, a
 * key-value cache with one slot a text, sampling, admission. Uses tensor and model. One thread owns the model's state;
 * callers hand it requests and read tokens. What must stay true: waiting and running requests are bounded, a request
 * ends exactly once, and a pass that fails ends the texts in it while the engine goes on.
 */
@NullMarked
package org.openledger.serve;

import org.jspecify.annotations.NullMarked;
