/**
 * An epoch as it is kept and planned: which charges it has, what its audit released, what each account gains, and the
 * tree over that. An epoch's charges are exactly what the accounts of its tree gain; every charge of the journal is in
 * one epoch at most.
 */
@NullMarked
package org.openledger.settlement.epoch;

import org.jspecify.annotations.NullMarked;
