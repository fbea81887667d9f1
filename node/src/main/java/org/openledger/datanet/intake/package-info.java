/**
 * Reads an upload line by line, within limits, into rows or refusals with a reason. One bad line stops nothing and is
 * named by its number.
 */
@NullMarked
package org.openledger.datanet.intake;

import org.jspecify.annotations.NullMarked;
