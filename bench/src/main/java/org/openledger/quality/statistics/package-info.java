/**
 * What measurements are summed up with: ratios, intervals by bootstrap, rank correlation, processor time. Uses the JDK
 * alone. An interval always resamples what was drawn: runs, questions or both.
 */
@NullMarked
package org.openledger.quality.statistics;

import org.jspecify.annotations.NullMarked;
