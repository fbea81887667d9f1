/**
 * How true, fair and robust credit is, measured by real runs on any rows: how well methods predict what retraining without
 * contributors does (the linear datamodeling score; S. M. Park et al., "TRAK", 2023), how those share who know the same, what
 * attacks gain, whether planted facts are traced, and what is paid for what no row covers. It uses everything above it and
 * changes none of it; what is tuned is tuned on other seeds than those that are reported.
 */
@NullMarked
package org.openledger.quality;

import org.jspecify.annotations.NullMarked;
