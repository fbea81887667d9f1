/**
 * Suffix arrays over the training rows: which parts of an answer stand in them word for word.
 */
@NullMarked
package org.openledger.attribution.spans;

import org.jspecify.annotations.NullMarked;
