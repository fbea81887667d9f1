/**
 * Suffix sorting in memory that was sized beforehand (G. Nong, S. Zhang and W. H. Chan, "Two efficient algorithms for
 * linear time suffix array construction", 2011). Uses packed columns alone.
 */
@NullMarked
package org.openledger.attribution.spans.sort;

import org.jspecify.annotations.NullMarked;
