/** Rows that are written again: in other words, or so that they look the same and are spelt otherwise; and what screening stops of them. */
@NullMarked
package org.openledger.quality.copies;

import org.jspecify.annotations.NullMarked;
