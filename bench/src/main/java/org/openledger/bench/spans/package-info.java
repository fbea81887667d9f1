/**
 * Speed and size of span indexes beside a peer's method, on one corpus and one set of queries. Uses the span indexes
 * and tokenizers of the engine alone.
 */
@NullMarked
package org.openledger.bench.spans;

import org.jspecify.annotations.NullMarked;
