/**
 * The double-entry journal: pure, replayable, conserving.
 */
@NullMarked
package org.openledger.ledger;

import org.jspecify.annotations.NullMarked;
