/**
 * How far measurements of one run hold for another seed of it: fitted on effects by several seeds, and applied to intervals and
 * confidence. It knows numbers alone, no model and no rows. What must stay true: the same numbers give the same calibration, and
 * without enough of them the standard one stands, which is on the safe side.
 */
@NullMarked
package org.openledger.attribution.calibration;

import org.jspecify.annotations.NullMarked;
