/**
 * Routes of receipts: what they say, their export as files, recomputation, and the trace of an answer to single rows.
 * Maps between JSON and the domain; holds no rule of the business.
 */
@NullMarked
package org.openledger.api.receipt;

import org.jspecify.annotations.NullMarked;
