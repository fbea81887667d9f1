/**
 * One answer from all signals: parts per million that sum to exactly 1,000,000.
 */
@NullMarked
package org.openledger.attribution.shares;

import org.jspecify.annotations.NullMarked;
