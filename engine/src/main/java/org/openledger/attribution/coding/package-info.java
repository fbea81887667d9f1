/**
 * Many contributors left out by few runs: which runs leave out whom, and what each contributor did, told from what each run lost. It
 * knows numbers alone, no model and no rows. What must stay true: the same numbers give the same code and the same effects, and who is
 * left out by no run has an effect of exactly zero.
 */
@NullMarked
package org.openledger.attribution.coding;

import org.jspecify.annotations.NullMarked;
