/**
 * Computes an answer's attribution again, from the model's files, and traces answers to single rows. It changes
 * nothing.
 */
@NullMarked
package org.openledger.receipt.recompute;

import org.jspecify.annotations.NullMarked;
