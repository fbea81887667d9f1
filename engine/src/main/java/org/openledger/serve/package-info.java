/**
 * Continuous batching over many adapters, KV cache, sampling, admission.
 */
@NullMarked
package org.openledger.serve;

import org.jspecify.annotations.NullMarked;
