/**
 * Inference: admission, metering, generation by the engine, attribution, receipts and their export. May use every package
 * above it, from the store to the model factory, and knows nothing of HTTP. An inference is admitted, answered and
 * receipted, or has failed; each step is one transaction. Money is held before the first token and moves only together
 * with the signed receipt and its log entry; what was answered is receipted even across a crash.
 */
@NullMarked
package org.openledger.gateway;

import org.jspecify.annotations.NullMarked;
