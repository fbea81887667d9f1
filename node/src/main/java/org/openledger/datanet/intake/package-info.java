/**
 * Reads an upload record by record, within limits, into rows or refusals with a reason. One bad record stops nothing and is
 * named by its line.
 */
@NullMarked
package org.openledger.datanet.intake;

import org.jspecify.annotations.NullMarked;
